namespace Seaworthy.Init.Plans;

/// <summary>Who installs the packages of a Python project.</summary>
internal enum PythonInstaller
{
    /// <summary>pip, from requirements.txt.</summary>
    Requirements,

    /// <summary>pip, from pyproject.toml or setup.py.</summary>
    Pip,

    /// <summary>uv, from uv.lock.</summary>
    Uv,

    /// <summary>Poetry, from poetry.lock.</summary>
    Poetry,
}
