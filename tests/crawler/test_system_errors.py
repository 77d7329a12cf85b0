"""The system's reasons are said in French, whatever the machine speaks."""

import errno
import os

import pytest

from crawler.system_errors import reason_of


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.EROFS, errno.EIO, errno.EADDRINUSE])
def test_a_known_reason_is_not_in_the_system_s_words(number: int) -> None:
    error = OSError(number, os.strerror(number))
    assert reason_of(error) != error.strerror
    assert "(" not in reason_of(error)


def test_one_that_we_have_no_words_for_keeps_its_own() -> None:
    assert reason_of(OSError(errno.ENOTTY, "Inappropriate ioctl for device")) == "Inappropriate ioctl for device"
    assert reason_of(OSError("tout autre chose")) == "tout autre chose"
