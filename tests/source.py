"""The source of a module in, what it imports and what it asks of the machine out: to read files, to
write them, to run programs. Judged by the names and calls of its syntax, never by its text."""

import ast
from collections.abc import Iterator, Set
from functools import cached_property

OF_PATHS_READING = {
    *("exists", "glob", "is_dir", "is_file", "is_mount", "is_symlink", "iterdir", "lstat"),
    *("read_bytes", "read_text", "readlink", "rglob", "samefile", "stat", "walk"),
}
"""Methods that ask the disk for something, whatever they are called on."""
OF_PATHS_WRITING = {
    *("chmod", "extract", "extractall", "hardlink_to", "lchmod", "mkdir", "rename", "rmdir"),
    *("symlink_to", "touch", "unlink", "write_bytes", "write_text"),
}

ASKS_NO_DISK = {
    *("os.PathLike", "os.environ", "os.fsdecode", "os.fsencode", "os.fspath", "os.getenv"),
    *("os.cpu_count", "os.sched_getaffinity", "os._exit"),
    "shutil.get_terminal_size",
}
READING = {
    *("os.access", "os.getcwd", "os.listdir", "os.lstat", "os.path", "os.readlink", "os.scandir"),
    *("os.stat", "os.walk", "shutil.disk_usage", "shutil.which"),
    *("importlib.resources", "linecache", "glob", "pkgutil"),
}
WRITING = {"lxml.etree.ElementTree", "lxml.etree.xmlfile", "os", "shutil", "tempfile"}
"""Of these modules all that is not said to do something else."""
STORES = {
    *("bz2", "dbm", "fileinput", "gzip", "lzma", "mmap", "shelve", "sqlite3", "tarfile"),
}
"""Modules of Python that read and write files."""
RUNNING = {
    *("asyncio", "ctypes", "multiprocessing", "pty", "subprocess"),
    *("os.execl", "os.execv", "os.execve", "os.execvp", "os.fork", "os.popen", "os.posix_spawn"),
    *("os.spawnl", "os.spawnv", "os.startfile", "os.system", "builtins.eval", "builtins.exec"),
    *("runpy", "builtins.__import__"),
}
"""What runs another program, or source that nobody reads here."""
OPENERS = {
    *("builtins.open", "io.open", "zipfile.ZipFile", "os.fdopen"),
    *("docx.Document", "lxml.etree.iterparse", "lxml.etree.parse"),
}
"""What opens a file by its first argument, in the mode of its second; in memory it may be done
anywhere."""
MEMORY = {"io.BytesIO", "io.StringIO"}


class Source:
    """The source of a module; `name` is its full name, such as "build_tools.model"."""

    def __init__(self, text: str, name: str) -> None:
        self.tree = ast.parse(text)
        self.name = name

    # --- Imports ----------------------------------------------------------------------------------

    @cached_property
    def imports(self) -> list[str]:
        """The full names of what the module imports, anywhere in it, by a statement or by
        `import_module`; of a name put together when it runs, what it is sure to begin with."""
        return [*self._stated(), *self._imported_by_name()]

    def _stated(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.name}:{node.lineno} has a relative import"
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def _imported_by_name(self) -> Iterator[str]:
        for call in self._calls:
            if self._full_name(call.func) == "importlib.import_module":
                first = call.args[0] if call.args else call.keywords[0].value
                name = self._beginning(first).removesuffix(".")
                assert name, f"{self.name}:{call.lineno} imports what only running it tells"
                yield name

    def _beginning(self, text: ast.expr) -> str:
        """What a text begins with, as far as its source tells."""
        if isinstance(text, ast.Constant):
            return str(text.value)
        if isinstance(text, ast.Name) and text.id == "__name__":
            return self.name
        if not isinstance(text, ast.JoinedStr):
            return ""
        known = ""
        for part in text.values:
            value = self._beginning(part.value if isinstance(part, ast.FormattedValue) else part)
            if not value:
                break
            known += value
        return known

    # --- Files and programs -----------------------------------------------------------------------

    @cached_property
    def reading(self) -> list[str]:
        """Where the module reads files, each as "line 12: path.read_text"."""
        return [*self._uses(OF_PATHS_READING, READING), *self._openings(writing=False)]

    @cached_property
    def writing(self) -> list[str]:
        """Where the module writes files, or takes them away."""
        return [
            *self._uses(OF_PATHS_WRITING, WRITING, ASKS_NO_DISK | READING | RUNNING),
            *self._openings(writing=True),
            *self._replacing(),
            *self._saving(),
        ]

    @cached_property
    def running(self) -> list[str]:
        """Where the module runs other programs."""
        return list(self._uses(set(), RUNNING))

    def _uses(
        self, methods: set[str], names: set[str], not_these: Set[str] = frozenset()
    ) -> Iterator[str]:
        """Where a method is named, or something of these names or below them."""
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.Name | ast.Attribute):
                continue
            full = self._full_name(node)
            is_method = isinstance(node, ast.Attribute) and node.attr in methods
            is_named = "." in full and below(full, names) and not below(full, not_these)
            if is_method or is_named:
                yield _where(node)

    def _openings(self, *, writing: bool) -> Iterator[str]:
        for call in self._calls:
            if below(self._full_name(call.func), STORES):
                yield _where(call)
            elif self._full_name(call.func) in OPENERS:
                if call.args and not self._is_memory(call.args[0]):
                    mode = _mode(call, 1)
                    yield from [_where(call)] if _fits(mode, writing=writing) else []
            elif isinstance(call.func, ast.Attribute) and call.func.attr == "open":
                # A path is given the mode alone, an archive the name of what is in it first.
                mode = _mode(call, max(len(call.args) - 1, 0))
                yield from [_where(call)] if _fits(mode, writing=writing) else []

    def _replacing(self) -> Iterator[str]:
        """A path takes one argument, the new one; a text takes two."""
        for call in self._calls:
            if isinstance(call.func, ast.Attribute) and call.func.attr == "replace":
                is_of_path = len(call.args) == 1 and not call.keywords
                if is_of_path or self._full_name(call.func).startswith("pathlib."):
                    yield _where(call)

    def _saving(self) -> Iterator[str]:
        for call in self._calls:
            if not isinstance(call.func, ast.Attribute) or not call.args:
                continue
            if call.func.attr in ("save", "write_pdf") and not self._is_memory(call.args[0]):
                yield _where(call)

    # --- Names ------------------------------------------------------------------------------------

    @cached_property
    def _calls(self) -> list[ast.Call]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    @cached_property
    def _imported(self) -> dict[str, str]:
        """What each imported name stands for: "copy" for "shutil.copy"."""
        names = {name: f"builtins.{name}" for name in ("open", "eval", "exec", "__import__")}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    top = alias.name.partition(".")[0]
                    names[alias.asname or top] = alias.name if alias.asname else top
        return names

    def _full_name(self, node: ast.expr) -> str:
        """The full name of what was imported and is named here; "" for anything else."""
        if isinstance(node, ast.Name):
            return self._imported.get(node.id, "")
        if isinstance(node, ast.Attribute):
            owner = self._full_name(node.value)
            return f"{owner}.{node.attr}" if owner else ""
        return ""

    @cached_property
    def _buffers(self) -> set[str]:
        """The names of what is a file in memory, as it was assigned or as its type says."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign) and self._is_memory(node.value, named=False):
                found |= {ast.unparse(target) for target in node.targets}
            elif isinstance(node, ast.arg) and self._is_memory_type(node.annotation):
                found.add(node.arg)
        return found

    def _is_memory_type(self, annotation: ast.expr | None) -> bool:
        return annotation is not None and self._full_name(annotation) in MEMORY

    def _is_memory(self, node: ast.expr, *, named: bool = True) -> bool:
        if isinstance(node, ast.Call):
            return self._full_name(node.func) in MEMORY
        return named and ast.unparse(node) in self._buffers


def below(name: str, places: Set[str]) -> bool:
    """Whether a full name is one of some names, or stands below one of them."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def _where(node: ast.expr) -> str:
    return f"line {node.lineno}: {ast.unparse(node)}"


def _mode(call: ast.Call, at: int) -> str | None:
    """In which mode a call opens a file; None when only running it tells."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    given += call.args[at : at + 1]
    if not given:
        return "r"
    return str(given[0].value) if isinstance(given[0], ast.Constant) else None


def _fits(mode: str | None, *, writing: bool) -> bool:
    return mode is None or bool(set(mode) & set("wax+")) == writing
