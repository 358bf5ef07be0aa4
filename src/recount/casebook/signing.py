"""Signatures by Ed25519: keys in files, made by the library `cryptography` (the extra `sign`)."""

from __future__ import annotations

import base64
import binascii
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from recount.model import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LARGEST = 10_000
"""Bytes of a file that holds a key."""


def make_key(file: Path) -> Path:
    """Make a key pair: the private one in `file`, for its owner alone, the public one beside it; where that is.

    Raises OutputError where either is there already or cannot be written.
    """
    need()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    key = Ed25519PrivateKey.generate()
    public = file.with_name(f"{file.name}.pub")
    _write(file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
    try:
        _write(public, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), 0o644)
    except OutputError:
        file.unlink()
        raise
    return public


class Signer:
    """A private key that signs. `public` is the key by which its signatures are checked, as base64."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = _text(key.public_key().public_bytes_raw())

    @classmethod
    def of(cls, file: Path) -> Signer:
        """The key in a file. Raises InputError where it holds none."""
        need()
        return cls(_private(file))

    def sign(self, message: bytes) -> str:
        """The signature of a message, as base64."""
        return _text(self._key.sign(message))


def public_key(file: Path) -> str:
    """The public key in a file, as base64. Raises InputError where it holds none."""
    need()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key: object = load_pem_public_key(_read(file))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise InputError(str(file), "holds no public key of Ed25519", "give the file that ends in .pub")
    return _text(key.public_bytes_raw())


def is_signed(message: bytes, signature: str, key: str) -> bool:
    """Whether a signature is that of a message by a public key; both as base64."""
    need()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(_bytes(key)).verify(_bytes(signature), message)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def need() -> None:
    """Raise UsageError where the library that signs is not there."""
    if find_spec("cryptography") is None:
        mend = "install it: pip install 'recount-casebook[sign]'"
        raise UsageError("signing", "needs the library cryptography, which is not there", mend)


def _private(file: Path) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key: object = load_pem_private_key(_read(file), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(str(file), "holds no private key of Ed25519 without a password", "make one with recount key")
    return key


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST)
    except OSError as fault:
        raise InputError(str(file), f"cannot be read ({fault.strerror})", "check the path") from fault


def _write(file: Path, data: bytes, mode: int) -> None:
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as stream:
            stream.write(data)
    except FileExistsError:
        raise OutputError(str(file), "is there already", "name another file: a key is never written over") from None
    except OSError as fault:
        mend = "name a place that you may write to"
        raise OutputError(str(file), f"cannot be written ({fault.strerror})", mend) from fault


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
