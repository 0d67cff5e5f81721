"""Objects in a store with an S3 interface: for an office whose server processes share no folder.

The address is `s3://BUCKET[/PREFIX][?endpoint=URL&region=NAME]`. Keys are never part of it, so that they get into no
settings file, database or log: they come the way the S3 tools know (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in
the environment, or the machine's own role).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import parse_qsl, urlsplit

from fieldapp.errors import KnownError

SCHEME = "s3"
CONNECT_SECONDS, READ_SECONDS = 3, 30
CALLS_AT_ONCE = 40
"""As many as the server has threads for calls."""


@dataclass(frozen=True, slots=True)
class S3Place:
    """Where the objects lie; without an endpoint, with the provider that the region belongs to."""

    bucket: str
    prefix: str
    endpoint: str
    region: str


def parse_place(address: str) -> S3Place:
    """Read an address.

    Raises:
        KnownError: `server.files_unknown`; the address is not repeated there, for somebody may have put a key into it.
    """
    try:
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        bucket, told = parts.hostname or "", parts.username is not None or parts.port is not None
    except ValueError:
        raise KnownError("server.files_unknown") from None
    if parts.scheme != SCHEME or not bucket or told or parts.fragment or set(options) - {"endpoint", "region"}:
        raise KnownError("server.files_unknown")
    endpoint = options.get("endpoint", "")
    if endpoint and urlsplit(endpoint).scheme not in {"http", "https"}:
        raise KnownError("server.files_unknown")
    return S3Place(bucket, parts.path.strip("/"), endpoint, options.get("region", "us-east-1"))


class S3Shelf:
    """The bucket, or what lies in it below a prefix."""

    def __init__(self, place: S3Place) -> None:
        """Prepare to call the store.

        Raises:
            KnownError: `server.files_need_package` where the extra `s3` is not installed, `server.files_unknown`.
        """
        try:
            from botocore import exceptions, session
            from botocore.config import Config
        except ImportError as error:
            raise KnownError("server.files_need_package", {"package": "fieldapp[s3]"}) from error
        self._place = place
        self._refused, self._broken = exceptions.ClientError, exceptions.BotoCoreError
        # checksums of the newer kind are an extension that other stores than the first do not know
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"mode": "standard", "max_attempts": 3},
            max_pool_connections=CALLS_AT_ONCE,
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        try:
            self._client: Any = session.get_session().create_client(
                "s3", region_name=place.region, endpoint_url=place.endpoint or None, config=config
            )
        except (ValueError, self._broken):  # an endpoint or a region that is none
            raise KnownError("server.files_unknown") from None

    def check(self) -> None:
        """Look for the bucket.

        Raises:
            KnownError: `server.files_away`; `server.files_refused` when it is not there or the keys do not open it.
        """
        with self._told():
            self._client.head_bucket(Bucket=self._place.bucket)

    def size(self, name: str) -> int | None:
        """How long an object is."""
        with self._told():
            try:
                return int(self._client.head_object(**self._named(name))["ContentLength"])
            except self._refused as error:
                if _status(error) == 404:
                    return None
                raise

    def names(self, folder: str) -> list[str]:
        """The objects directly below `folder`."""
        start = f"{self._key(folder)}/"
        with self._told():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._place.bucket, Prefix=start, Delimiter="/"
            )
            return [found["Key"].removeprefix(start) for page in pages for found in page.get("Contents", ())]

    def read(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        """An object's content, or a stretch of it."""
        if length == 0:
            return b""  # a range cannot say so
        last = "" if length is None else offset + length - 1
        stretch = {"Range": f"bytes={offset}-{last}"} if offset or length is not None else {}
        with self._told():
            try:
                return bytes(self._client.get_object(**self._named(name), **stretch)["Body"].read())
            except self._refused as error:
                if _status(error) == 416:
                    return b""
                if _status(error) == 404:
                    raise KnownError("file.not_here", retryable=True) from None
                raise

    def put(self, name: str, content: IO[bytes], size: int) -> None:
        """Send; the store shows an object only when it has all of it."""
        with self._told():
            self._client.put_object(**self._named(name), Body=content, ContentLength=size)

    def remove(self, names: Iterable[str]) -> None:
        """One by one: not every store knows the call that takes many."""
        with self._told():
            for name in names:
                self._client.delete_object(**self._named(name))

    def _named(self, name: str) -> dict[str, str]:
        return {"Bucket": self._place.bucket, "Key": self._key(name)}

    def _key(self, name: str) -> str:
        return f"{self._place.prefix}/{name}" if self._place.prefix else name

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the store or the way to it says, as a known error without keys or signatures in it."""
        bucket = self._place.bucket
        try:
            yield
        except self._refused as error:
            status, code = _status(error), str(error.response.get("Error", {}).get("Code", ""))
            if status >= 500 or status == 429:
                raise KnownError("server.files_away", {"place": bucket, "reason": code}, retryable=True) from None
            raise KnownError("server.files_refused", {"place": bucket, "reason": code}, retryable=True) from None
        except self._broken as error:
            reason = type(error).__name__
            raise KnownError("server.files_away", {"place": bucket, "reason": reason}, retryable=True) from None


def _status(error: Any) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
