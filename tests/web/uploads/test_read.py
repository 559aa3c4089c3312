"""A file is taken for what it is, drawn anew or checked, and refused in plain words."""

import io
import struct
import zipfile
import zlib

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cuakhau.web.uploads import PICTURES, FileRefused, read_upload, refusals, serve_upload
from cuakhau.web.uploads.pictures import LONGEST_SIDE
from cuakhau.zone.refusal import Refusal

RULES = [value for name, value in vars(refusals).items() if name.startswith("a5")]


def picture(form="JPEG", size=(40, 30), mode="RGB", **more):
    made = io.BytesIO()
    Image.new(mode, size, more.pop("color", "red")).save(made, form, **more)
    return made.getvalue()


def workbook(**parts):
    made = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["biển số", "12C-345.67"])
    book.save(made)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def take(content, name="giấy.jpg", kinds=PICTURES, **more):
    return read_upload(SimpleUploadedFile(name, content), kinds=kinds, **more)


def refused(content, **more):
    with pytest.raises(FileRefused) as caught:
        take(content, **more)
    return caught.value


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_of_any_kind_becomes_our_own_jpeg(form):
    taken = take(picture(form), name="ảnh.exe")
    assert (taken.kind, taken.media_type, taken.name) == ("jpeg", "image/jpeg", "ảnh.jpg")
    assert Image.open(io.BytesIO(taken.content)).size == (40, 30)


def test_where_a_photo_was_taken_and_what_hid_behind_it_stays_behind():
    notes = Image.Exif()
    notes[0x010E] = "nhà của lái xe"
    notes[0x0112] = 6  # lies on its side
    sent = picture(exif=notes) + b"<script>alert(1)</script>"
    taken = take(sent)
    assert b"<script>" in sent
    assert b"<script>" not in taken.content
    drawn = Image.open(io.BytesIO(taken.content))
    assert not drawn.getexif()
    assert drawn.size == (30, 40), "it stands upright"


def test_a_clear_picture_gets_a_white_ground():
    taken = take(picture("PNG", mode="RGBA", color=(0, 0, 0, 0)))
    assert Image.open(io.BytesIO(taken.content)).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_photo_is_made_smaller():
    taken = take(picture(size=(6000, 4000)))
    assert Image.open(io.BytesIO(taken.content)).size[0] == LONGEST_SIDE


def test_a_picture_of_too_many_dots_is_refused_before_it_is_drawn():
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    whole = picture("PNG")
    bomb = whole[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    assert refused(bomb + whole[33:]).rule == "A54"


@pytest.mark.parametrize("kept", [12, 200])
def test_a_damaged_picture_is_refused(kept):
    noise = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(noise, "JPEG")
    assert refused(noise.getvalue()[:kept]).rule == "A54"


@pytest.mark.parametrize("empty", [None, SimpleUploadedFile("a.pdf", b"")])
def test_no_file_is_said_to_be_missing(empty):
    with pytest.raises(Refusal, match="A51"):
        read_upload(empty, kinds=["pdf"])


def test_the_size_is_told_with_the_most_that_is_taken():
    said = refused(
        b"%PDF-1.7" + bytes(1_234_567), kinds=["pdf"], most_bytes=1_000_000, name="h.pdf"
    )
    assert said.rule == "A52"
    assert said.reason("vi") == "Tệp h.pdf nặng 1.3 MB; chỉ nhận tối đa 1 MB."


def test_twenty_megabytes_are_taken_and_one_byte_more_is_not():
    whole = b"%PDF-1.7".ljust(20_000_000, b" ")
    assert take(whole, kinds=["pdf"]).kind == "pdf"
    assert refused(whole + b" ", kinds=["pdf"]).facts["size_mb"] == "20.1"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"MZ\x90\0 pretends", "a program"),
        (b"#!/bin/sh\n", "a program"),
        (b"\n <svg onload='x'>", "a web page or SVG picture"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "a web page or SVG picture"),
        (b"\0\0\0\x18ftypheic", "an iPhone picture (HEIC)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-locked Excel workbook"),
        (b"PK\x03\x04 broken", "a kind of file that is unknown here"),
        (b"\x00\x01\x02", "a kind of file that is unknown here"),
        (b"plain words", "a text file"),
        (workbook(), "an Excel workbook (.xlsx)"),
    ],
)
def test_what_a_file_is_decides_and_not_its_name(content, found):
    said = refused(content, name="photo.jpg")
    assert said.rule == "A53"
    assert f"photo.jpg is {found}, told by its content" in said.reason("en")
    assert "ảnh JPEG, ảnh PNG, ảnh WebP" in said.reason("vi")


def test_a_workbook_is_taken_as_it_came():
    whole = workbook()
    taken = take(whole, name="danh sách.xls", kinds=["xlsx", "csv"])
    assert (taken.kind, taken.content, taken.name) == ("xlsx", whole, "danh sách.xlsx")


def test_a_workbook_with_a_program_or_that_bursts_is_refused():
    assert refused(workbook(**{"xl/vbaProject.bin": b"x"}), kinds=["xlsx"]).rule == "A56"
    bursting = workbook(**{"xl/worksheets/sheet9.xml": bytes(201_000_000)})
    assert len(bursting) < 1_000_000
    assert refused(bursting, kinds=["xlsx"]).rule == "A55"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_of_letters_is_read(code):
    taken = take("biển số;gửi\n".encode(code), name="a.csv", kinds=["xlsx", "csv"])
    assert (taken.kind, taken.text) == ("csv", "biển số;gửi\n")


def test_letters_of_an_old_code_are_refused_and_never_guessed():
    assert refused("biển".encode("utf-16-le")[1:] + b"\xff", kinds=["csv"]).rule == "A53"
    assert refused(b"bi\xea\xd2n s\xe8", kinds=["csv"]).rule == "A57"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\a\\b.pdf", "b.pdf"),
        ('x"><img src=1>.pdf', "x_img src_1_.pdf"),
        ("...", "file.pdf"),
        ("d" * 300 + ".pdf", "d" * 80 + ".pdf"),
    ],
)
def test_a_name_is_never_a_path_or_code(sent, shown):
    file = SimpleUploadedFile("x", b"%PDF-1.7")
    file._name = sent
    assert read_upload(file, kinds=["pdf"]).name == shown


def test_a_file_given_back_can_do_nothing():
    answer = serve_upload(take(b"%PDF-1.7", name="tờ khai.pdf", kinds=["pdf"]))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''t%E1")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert serve_upload(take(picture())).headers["Content-Disposition"].startswith("inline;")


def test_every_rule_speaks_three_languages(three_languages):
    assert len(RULES) == 8
    for rule in RULES:
        three_languages(rule)
