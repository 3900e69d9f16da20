"""What stays out of the packaged program, each with its reason; a test fails if the program needs any of it."""

from __future__ import annotations

from fnmatch import fnmatch

LEFT_OUT_MODULES = {
    # torch
    "torch._dynamo": "the compiler's front: the training step is written by hand",
    "torch._inductor": "the compiler itself",
    "torch._numpy": "what the compiler traces NumPy into",
    "torch.onnx": "export to ONNX",
    "torch.ao.ns": "quantisation of networks",
    "torch.ao.pruning": "pruning of networks",
    "torch.contrib": "TensorBoard",
    "torch.distributed.checkpoint": "training on several machines",
    "torch.distributed.elastic": "training on several machines",
    "torch.distributed.fsdp": "training on several machines",
    "torch.distributed.pipelining": "training on several machines",
    "torch.distributed.tensor": "training on several machines",
    "torch.distributed._composable": "training on several machines",
    "torch.distributed._local_tensor": "training on several machines",
    "torch.distributed._shard": "training on several machines",
    "torch.distributed._symmetric_memory": "training on several machines",
    "torch.distributed._tools": "training on several machines",
    "torch.distributed.debug": "training on several machines",
    "torch.distributed.flight_recorder": "training on several machines",
    "torch.distributed.optim": "training on several machines",
    "torch._functorch._activation_checkpointing": "the compiler",
    "torch._functorch._activation_offloading": "the compiler",
    "torch.testing._internal.common_utils": "torch's own tests; torch.testing itself is imported by torch",
    "torch.testing._internal.opinfo": "torch's own tests",
    "torch.utils._sympy": "the compiler",
    "torch.utils.benchmark": "measuring operations",
    "torch.utils.hipify": "building extensions for AMD's GPUs",
    "torch.utils.tensorboard": "TensorBoard",
    "torch.utils.bundled_inputs": "networks for phones",
    "torch.utils.model_dump": "a web page about a network",
    "torchgen.static_runtime": "generating torch's own code",
    "sympy": "torch's compiler calculates shapes with it",
    "mpmath": "sympy's numbers",
    "networkx": "torch's compiler",
    "jinja2": "torch's compiler writes code with it",
    "fsspec": "torch's checkpoints on other machines",
    # scikit-learn and what it needs: what the yardsticks and t-SNE load stays
    "sklearn.cluster": "finding groups",
    "sklearn.conftest": "scikit-learn's own tests",
    "sklearn.cross_decomposition": "regression",
    "sklearn.datasets": "digits are our own",
    "sklearn.experimental": "what is being tried",
    "sklearn.externals.array_api_compat.cupy": "arrays on a GPU",
    "sklearn.externals.array_api_compat.dask": "arrays on several machines",
    "sklearn.externals.array_api_compat.torch": "arrays of torch",
    "sklearn.feature_extraction": "texts",
    "sklearn.feature_selection": "choosing features",
    "sklearn.gaussian_process": "another classifier",
    "sklearn.impute": "values that are missing",
    "sklearn.inspection": "plots of matplotlib",
    "sklearn.mixture": "finding groups",
    "sklearn.neural_network": "the networks are our own",
    "sklearn.semi_supervised": "images without labels",
    "sklearn.tests": "scikit-learn's own tests",
    "sklearn.utils._test_common": "scikit-learn's own tests",
    "sklearn.utils.estimator_checks": "scikit-learn's own tests",
    "scipy.cluster": "finding groups",
    "scipy.conftest": "SciPy's own tests",
    "scipy.datasets": "pictures that it would fetch",
    "scipy.fftpack": "an older way to scipy.fft",
    "scipy.io": "files of other programs",
    "scipy.misc": "nothing any more",
    "scipy.odr": "fitting curves",
    "scipy.signal": "sounds and filters",
    "joblib.test": "joblib's own tests",
    **dict.fromkeys(
        (
            f"narwhals.{name}"
            for name in ("_arrow", "_dask", "_duckdb", "_ibis", "_pandas_like", "_polars", "_spark_like")
        ),
        "tables of other libraries",
    ),
    # development
    "matplotlib": "pyqtgraph would use it if it were there",
    "IPython": "pyqtgraph would use it if it were there",
    "pytest": "tests",
    "_pytest": "tests",
    "hypothesis": "tests",
    "mypy": "checking types",
    "setuptools": "installing packages",
    "pip": "installing packages",
    "pkg_resources": "installing packages",
    # the rest
    "numpy.distutils": "building extensions",
    "numpy.f2py.tests": "tests",
    "pyqtgraph.console": "a Python console in a window",
    "pyqtgraph.dockarea": "windows that dock",
    "pyqtgraph.examples": "examples",
    "pyqtgraph.flowchart": "diagrams that compute",
    "pyqtgraph.jupyter": "notebooks",
    "pyqtgraph.opengl": "three dimensions",
    "PIL._avif": "no AVIF pictures are opened; its decoder is 5 MB",
    "PIL.ImageTk": "another window system",
    "tkinter": "another window system",
    "PySide6.QtDBus": "Qt speaks with the desktop by itself",
    "PySide6.QtNetwork": "the program never uses a network",
    "PIL._imagingcms": "no colour profiles: digits are grey",
    "pydoc_data": "Python's manual",
    "sqlite3": "there is no database",
    "ssl": "the program never uses a network",
    "_ssl": "the program never uses a network",
    "_hashlib": "brings OpenSSL, 5 MB; Python has SHA-256 of its own",
    "readline": "nobody types commands",
}

LEFT_OUT_FILES = {
    # torch; paths are those in the folder
    "torch/bin/*test*": "torch's own tests",
    "torch/lib/*_test.so": "torch's own tests",
    "torch/lib/libaoti_custom_ops.so": "torch's own tests",
    "torch/lib/libbackend_with_compiler.so": "torch's own tests",
    # Qt's plugins; the libraries that only they need stay out with them
    "*/plugins/egldeviceintegrations/*": "screens without a window system",
    "*/plugins/generic/*": "tablets and keyboards without a window system",
    "*/plugins/imageformats/*qpdf*": "PDF is opened nowhere",
    "*/plugins/networkinformation/*": "the program never uses a network",
    "*/plugins/platforminputcontexts/*virtualkeyboard*": "brings Qt Quick, 20 MB",
    "*/plugins/platforms/*eglfs*": "screens without a window system",
    "*/plugins/platforms/*linuxfb*": "screens without a window system",
    "*/plugins/platforms/*minimal*": "a screen that shows nothing: offscreen is used for that",
    "*/plugins/platforms/*vkkhrdisplay*": "screens without a window system",
    "*/plugins/platforms/*vnc*": "a screen on another machine",
    "*/plugins/platformthemes/*gtk3*": "brings GTK of the machine that builds",
    "*/plugins/tls/*": "the program never uses a network",
    "*/plugins/wayland-graphics-integration-server/*": "for programs that are a screen themselves",
    "PySide6/*translations/*": "while there is no translation of the sentences (resources/translations)",
    # libraries of the system that every desktop has, and that must fit its own settings and services
    **dict.fromkeys(
        (
            "libX11.so.*",
            "libXau.so.*",
            "libXdmcp.so.*",
            "libbrotlicommon.so.*",
            "libbrotlidec.so.*",
            "libbsd.so.*",
            "libcap.so.*",
            "libdbus-1.so.*",
            "libfontconfig.so.*",
            "libfreetype.so.*",
            "libgcrypt.so.*",
            "libglib-2.0.so.*",
            "libgpg-error.so.*",
            "libgthread-2.0.so.*",
            "liblz4.so.*",
            "libmd.so.*",
            "libpcre2-8.so.*",
            "libpng16.so.*",
            "libsystemd.so.*",
            "libxcb-glx.so.*",
            "libzstd.so.*",
        ),
        "every desktop has it",
    ),
    # scikit-learn
    "sklearn/*.pyx*": "source for Cython",
    "sklearn/*.pxd*": "source for Cython",
    "sklearn/*.pxi": "source for Cython",
    "sklearn/*.tp": "source for Cython",
    "sklearn/*.h": "source for C",
    "sklearn/*.build": "how it is built",
    "sklearn/datasets/*": "digits are our own",
    "sklearn/*/tests/*": "scikit-learn's own tests",
    "sklearn/svm/src/*": "source for C",
    # the rest
    "*.dist-info/*": "the licences are shipped apart",
    "pyqtgraph/icons/peegee/*": "pyqtgraph's own icon",
}

SOURCES_KEPT = {
    # torch reads the source of these when it is imported; everything else is there compiled only.
    "torch._export.config": "for the comments in it",
    "torch.compiler.config": "for the comments in it",
    "torch.distributed.config": "for the comments in it",
    "torch.functional": "TorchScript's overloads are declared in it",
    "torch.fx.experimental._config": "for the comments in it",
    "torch.nn.functional": "TorchScript's overloads are declared in it",
    "torch.nn.modules.rnn": "TorchScript's overloads are declared in it",
}


def left_out(path: str) -> bool:
    """Whether a file, by its path in the folder, stays out."""
    return any(fnmatch(path.replace("\\", "/"), pattern) for pattern in LEFT_OUT_FILES)


def strippable(path: str) -> bool:
    """Whether a library may lose its symbols for debugging. Those in numpy.libs and the like would break
    ("ELF load command address/offset not properly aligned"); Qt's have none."""
    return not any(fnmatch(path, pattern) for pattern in ("*.libs/*", "PySide6/*", "shiboken6/*"))
