"""Where the body of an HTTP/1.1 answer ends: by its length, by its chunks, or when the connection closes."""

from crawler.http_message import EncodingError, Head, chunk_size

_MAX_CHUNK_LINE = 8192


class Framing:
    """Tells when a body is whole; `end` is then its length in bytes, -1 before."""

    until_close = False

    def __init__(self) -> None:
        self.end = -1

    def whole(self, data: bytearray) -> bool:
        """Raises `EncodingError` for chunks that cannot be told apart."""
        raise NotImplementedError


def framing_of(head: Head) -> Framing:
    if "chunked" in (head.value("transfer-encoding") or "").lower():
        return _Chunks()
    lengths = {value.strip() for values in head.values("content-length") for value in values.split(",")}
    if len(lengths) == 1 and (length := lengths.pop()).isdecimal() and len(length) < 16:
        return _Length(int(length))
    return _UntilClose()


class _UntilClose(Framing):
    until_close = True

    def whole(self, data: bytearray) -> bool:
        return False


class _Length(Framing):
    def __init__(self, length: int) -> None:
        super().__init__()
        self._length = length

    def whole(self, data: bytearray) -> bool:
        if len(data) < self._length:
            return False
        self.end = self._length
        return True


class _Chunks(Framing):
    def __init__(self) -> None:
        super().__init__()
        self._position = 0
        self._trailers = False

    def whole(self, data: bytearray) -> bool:
        while True:
            line_end = data.find(b"\n", self._position)
            if line_end < 0:
                if len(data) - self._position > _MAX_CHUNK_LINE:
                    raise EncodingError("découpage en blocs illisible")
                return False
            line = bytes(data[self._position : line_end])
            if self._trailers:
                self._position = line_end + 1
                if not line.strip():
                    self.end = self._position
                    return True
                continue
            size = chunk_size(line)
            if size == 0:
                self._trailers = True
                self._position = line_end + 1
                continue
            after = line_end + 1 + size
            if len(data) < after + 2:
                if len(data) > after and data[after : after + 1] == b"\n":
                    self._position = after + 1
                    continue
                return False
            self._position = after + (2 if data[after : after + 2] == b"\r\n" else 1)
