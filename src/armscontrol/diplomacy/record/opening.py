"""How a record is opened, and how it is looked at and changed: SQLite in a file, PostgreSQL by address."""

from __future__ import annotations

import importlib.util
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from armscontrol.diplomacy.record import forms, schema
from armscontrol.diplomacy.record.schema import sa
from armscontrol.errors import RecordError

BUSY_SECONDS = 30.0
"""How long a writer waits for another."""
_MARK = 0x41524D43
"""`application_id` of a SQLite file that is a record."""
_LOCK = 0x41524D43
"""Key of the lock under which PostgreSQL has one writer at a time."""


def connect(place: str | Path, *, create: bool, read_only: bool) -> sa.Engine:
    """An engine for the database, its tables made or brought up to date.

    Raises:
        RecordError: it cannot be opened, is no record, or is one of a later version.
    """
    address = str(place)
    if "://" in address and not address.startswith("postgresql://"):
        allowed = "the path of a file, or postgresql://..."
        raise RecordError("no record can be kept there", found=repr(address.split("://")[0]), allowed=allowed)
    engine = _postgresql(address, read_only) if "://" in address else _sqlite(Path(place), create, read_only)
    try:
        with telling(engine):
            _prepare(engine, create=create and not read_only)
    except BaseException:
        engine.dispose()
        raise
    return engine


def where(engine: sa.Engine) -> str:
    """How messages name the database: without a password."""
    path = engine.get_execution_options().get("path")
    return str(path) if path else engine.url.render_as_string(hide_password=True)


@contextmanager
def telling(engine: sa.Engine) -> Iterator[None]:
    """Errors of the database as one message of ours."""
    try:
        yield
    except sa.exc.SQLAlchemyError as error:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        advice = f"Another writer kept it for more than {BUSY_SECONDS:.0f} s." if "locked" in reason else ""
        raise RecordError(
            "the record cannot be used", where=where(engine), found=reason[:200], advice=advice
        ) from error


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One change, whole or not at all; other writers wait until it is done."""
    with telling(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        yield connection


@contextmanager
def looking(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One look at the record as it stands: what others write meanwhile is not seen."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with telling(engine), engine.connect().execution_options(**level) as connection, connection.begin():
        yield connection


def _sqlite(path: Path, create: bool, read_only: bool) -> sa.Engine:
    path = path.expanduser().absolute()
    if not path.exists() and (read_only or not create):
        raise RecordError("there is no record", where=str(path), advice="Begin one by keeping a text: record add FILE.")
    if not path.parent.is_dir() or path.is_dir():
        raise RecordError("no file can be there", where=str(path), allowed="a file in a folder that exists")
    address = f"{path.as_uri()}?mode={'ro' if read_only else 'rwc'}"

    def opened() -> sqlite3.Connection:
        # A transaction begins where the engine says so, not where the driver thinks best.
        made = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA foreign_keys = ON")
        made.execute("PRAGMA cache_size = -65536")
        made.execute("PRAGMA mmap_size = 2147418112")
        made.execute("PRAGMA synchronous = NORMAL")
        return made

    engine = sa.create_engine("sqlite://", creator=opened, poolclass=sa.QueuePool).execution_options(path=path)

    @sa.event.listens_for(engine, "begin")
    def _(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(address: str, read_only: bool) -> sa.Engine:
    if importlib.util.find_spec("psycopg") is None:
        raise RecordError(
            "a record in PostgreSQL needs psycopg", advice="Install it with: pip install 'armscontrol[record]'"
        )
    try:
        url = sa.make_url(address).set(drivername="postgresql+psycopg")
    except (sa.exc.SQLAlchemyError, ValueError) as error:  # never show the address: it may hold a password
        allowed = "postgresql://user@host:port/database"
        raise RecordError("an address that cannot be read", found="postgresql://...", allowed=allowed) from error
    settings = "-c default_transaction_read_only=on" if read_only else ""
    return sa.create_engine(url, connect_args={"connect_timeout": 10, "options": settings})


def _prepare(engine: sa.Engine, *, create: bool) -> None:
    known = _version(engine)
    if known > schema.VERSION:
        raise RecordError(
            "the record was made by a later version of this program", where=where(engine),
            found=f"version {known} of its tables", allowed=f"at most {schema.VERSION}",
            advice="Bring the program up to date.",
        )  # fmt: skip
    if known == schema.VERSION:
        return
    if not create:
        found = f"version {known} of its tables" if known else "a database without one"
        raise RecordError("no record that can be used as it stands", where=where(engine), found=found)
    if engine.dialect.name == "sqlite":  # outside a transaction, and it stays with the file
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
    with writing(engine) as connection:
        for number in range(_version(engine, connection) + 1, schema.VERSION + 1):  # another may have done it meanwhile
            schema.MIGRATIONS[number](connection)
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {_MARK}")
            connection.execute(schema.version.insert().values(version=number, at=forms.now()))


def _version(engine: sa.Engine, within: sa.Connection | None = None) -> int:
    """Version of the tables; 0 for an empty database."""
    if within is None:
        with looking(engine) as connection:
            return _version(engine, connection)
    inspector = sa.inspect(within)
    if inspector.has_table("record_version"):
        found = within.execute(sa.select(sa.func.max(schema.version.c.version))).scalar()
        if found:
            return int(found)
    elif engine.dialect.name == "postgresql" or not inspector.get_table_names():
        return 0
    raise RecordError("another database, no record", where=where(engine), advice="Choose another file.")
