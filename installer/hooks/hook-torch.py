"""What PyInstaller needs to know of torch, in place of its own hook.

That one collects every module of torch, compiled and as source, and its test programs.
"""

from PyInstaller.utils.hooks import collect_dynamic_libs, get_package_paths

from installer.contents import SOURCES_KEPT

_BASE, _FOLDER = get_package_paths("torch")

module_collection_mode = {"torch": "pyz", **dict.fromkeys(SOURCES_KEPT, "pyz+py")}
binaries = collect_dynamic_libs("torch", search_patterns=["*.so", "*.so.*", "*.dll", "*.dylib"])
binaries += [(f"{_FOLDER}/bin/torch_shm_manager*", "torch/bin")]  # torch refuses to be imported without it
# Links to these beside the program would confuse torch about where its libraries are.
bindepend_symlink_suppression = ["**/torch/lib/*.so*"]
