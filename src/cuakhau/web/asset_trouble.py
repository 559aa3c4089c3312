"""What can go wrong while the files of the pages are fetched, in Vietnamese and in English.

AssetTrouble
├── NoLock           this is not a clone, so there is nothing to fetch by
├── NoNode           no Node of a usable version, and none could be installed
├── OutOfReach       the package registry does not answer
├── Tampered         a package is not the one that the lock file names
├── NoSpace          the disk is full or cannot be written
├── FetchFailed      npm ended with another error
├── NotHashed        the lock file names a package without its hash
├── OtherVersion     a package of another version than the lock file's was installed
├── LicenceRefused   a package is under a licence that is not allowed here
├── TextMissing      a package ships no text of its licence
├── FileMissing      a package has no file of the name that assets.toml gives
└── LeadsOutside     a style sheet loads from another host, or a file that is not there
"""

from typing import ClassVar, Literal


class AssetTrouble(Exception):
    """One trouble; its class holds the sentence and the cure, `facts` fill the named places."""

    vi: ClassVar[str] = ""
    en: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        """Keep the facts; the text joins both languages, for a terminal."""
        self.facts = facts
        super().__init__(f"{self.say('vi')}\n{self.say('en')}")

    def say(self, language: Literal["vi", "en"] = "en") -> str:
        """Say it in one language."""
        return (self.vi if language == "vi" else self.en).format(**self.facts)


class NoLock(AssetTrouble):
    """This is not a clone, so there is nothing to fetch by."""

    vi = (
        "Không thấy {file}: lệnh này chỉ chạy trong thư mục mã nguồn. Bản đóng gói đã có sẵn tệp "
        "của các trang. Cách sửa: chạy ./run trong thư mục mã nguồn."
    )
    en = (
        "There is no {file}: this command works in a clone of the source only. A package brings "
        "the files of its pages along. Cure: call ./run in a clone."
    )


class NoNode(AssetTrouble):
    """No Node of a usable version was found, and none could be installed."""

    vi = (
        "Cần Node {oldest} trở lên cùng npm để tải tệp của các trang, nhưng {because_vi}. Cách "
        "sửa: nối mạng rồi chạy lại ./run (chương trình tự tải Node từ PyPI, khoảng 60 MB), hoặc "
        "cài Node (Debian/Ubuntu: apt install nodejs npm)."
    )
    en = (
        "Node {oldest} or newer with npm is needed to fetch the files of the pages, but "
        "{because_en}. Cure: connect to the network and call ./run again (it takes Node from "
        "PyPI, about 60 MB), or install Node (Debian/Ubuntu: apt install nodejs npm)."
    )


class OutOfReach(AssetTrouble):
    """The package registry does not answer."""

    vi = (
        "Không tới được kho gói npm ({because}). Lần đầu, và sau mỗi lần đổi phiên bản, cần mạng "
        "để tải tệp của các trang. Cách sửa: kiểm tra kết nối hoặc proxy (npm config get "
        "registry) rồi chạy lại. Những gì đã cài vẫn còn nguyên."
    )
    en = (
        "The npm registry is out of reach ({because}). The first run, and the first after a "
        "change of version, needs the network for the files of the pages. Cure: check the "
        "connection or the proxy (npm config get registry) and run again. What was set up before "
        "is untouched."
    )


class Tampered(AssetTrouble):
    """A package is not the one that the lock file names."""

    vi = (
        "Gói {package} tải về không khớp mã băm trong package-lock.json; không tệp nào được dùng. "
        "Cách sửa: kiểm tra kho gói (npm config get registry) và bộ nhớ đệm (npm cache verify); "
        "nếu vẫn sai, hãy báo cho người bảo trì, đừng sửa mã băm."
    )
    en = (
        "The package {package} is not the one whose hash stands in package-lock.json; nothing was "
        "used. Cure: check the registry (npm config get registry) and the cache (npm cache "
        "verify); if it stays so, tell the maintainers and do not edit the hash. npm said: "
        "{because}"
    )


class NoSpace(AssetTrouble):
    """The disk is full or cannot be written."""

    vi = (
        "Không ghi được tệp của các trang: {because}. Cách sửa: cần khoảng 400 MB trống và quyền "
        "ghi vào {folder}."
    )
    en = (
        "The files of the pages cannot be written: {because}. Cure: have about 400 MB free and "
        "the right to write to {folder}."
    )


class FetchFailed(AssetTrouble):
    """Npm ended with an error that we know no cure for."""

    vi = "npm không cài được các gói; lý do ở dưới."
    en = "npm could not install the packages:\n{output}"


class NotHashed(AssetTrouble):
    """The lock file names a package without its hash."""

    vi = (
        "package-lock.json không có mã băm sha512 của {package}. Cách sửa: tạo lại bằng ./run lock."
    )
    en = "package-lock.json has no sha512 of {package}. Cure: make it anew by ./run lock."


class OtherVersion(AssetTrouble):
    """A package of another version than the lock file's was installed."""

    vi = "{package}: package-lock.json ghi {wanted}, nhưng bản cài là {found}. Cách sửa: chạy lại."
    en = "{package}: package-lock.json says {wanted}, installed is {found}. Cure: run again."


class LicenceRefused(AssetTrouble):
    """A package is under a licence that is not allowed here."""

    vi = (
        "{package} theo giấy phép '{licence}', không nằm trong allowed_licences của assets.toml. "
        "Cách sửa: chọn gói khác, hoặc bàn với người bảo trì trước khi thêm giấy phép này."
    )
    en = (
        "{package} is under '{licence}', which allowed_licences of assets.toml does not name. "
        "Cure: take another package, or talk to the maintainers before you add the licence."
    )


class TextMissing(AssetTrouble):
    """A package ships no text of its licence."""

    vi = (
        "{package} không kèm toàn văn giấy phép. Cách sửa: đặt văn bản vào web/licences/ và khai ở "
        "mục [stated] của assets.toml."
    )
    en = (
        "{package} ships no text of its licence. Cure: put the text into web/licences/ and name "
        "it under [stated] in assets.toml."
    )


class FileMissing(AssetTrouble):
    """A package has no file of the name that assets.toml gives."""

    vi = "{package} không có tệp '{pattern}'. Cách sửa: sửa dòng đó trong assets.toml."
    en = "{package} has no file '{pattern}'. Cure: mend that line of assets.toml."


class LeadsOutside(AssetTrouble):
    """A style sheet loads from another host, or a file that is not there."""

    vi = (
        "{file} tham chiếu '{address}', không có trong các tệp được phục vụ. Trang không được tải "
        "gì từ máy khác. Cách sửa: thêm tệp ấy vào assets.toml hoặc bỏ {file}."
    )
    en = (
        "{file} refers to '{address}', which is not among the files served. Pages load nothing "
        "from other hosts. Cure: add that file to assets.toml or leave {file} out."
    )
