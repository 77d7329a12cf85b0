"""What opens a protected site: sent to the host it is meant for, and kept out of everything that is written."""

import base64
import re
from dataclasses import dataclass, field

_SHORT, _LONG = 4, 8
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Credentials:
    """`user` and `password` of Basic authentication, `cookie` as a Cookie header has it. No repr shows them."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    cookie: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.password or self.cookie)

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        found = []
        if self.user or self.password:
            found.append(("Authorization", f"Basic {self._token}"))
        if self.cookie:
            found.append(("Cookie", _CONTROLS.sub("", self.cookie)))
        return tuple(found)

    def hidden(self, head: bytes, body: bytes) -> tuple[bytes, bytes]:
        """An answer in which no server repeats them; as long as it was, the very same where it does not.

        What could be a word of a page (a short password, one of letters only) is looked for in the head alone.
        """
        for secret in sorted(self._secrets, key=len, reverse=True):
            written = secret.encode("utf-8")
            if len(secret) >= _SHORT and written in head:
                head = head.replace(written, b"x" * len(written))
            if _is_no_word(secret) and written in body:
                body = body.replace(written, b"x" * len(written))
        return head, body

    @property
    def _token(self) -> str:
        return base64.b64encode(f"{self.user}:{self.password}".encode()).decode()

    @property
    def _secrets(self) -> frozenset[str]:
        values = {pair.partition("=")[2].strip(' "') for pair in self.cookie.split(";")}
        token = self._token if self.user or self.password else ""
        return frozenset({self.password, token, self.cookie, *values} - {""})


def _is_no_word(secret: str) -> bool:
    return len(secret) >= _LONG and not secret.isalpha()
