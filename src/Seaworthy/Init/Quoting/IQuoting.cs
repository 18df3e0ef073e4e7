namespace Seaworthy.Init.Quoting;

/// <summary>How values are written in one language, so that its reader gets back exactly them.</summary>
internal interface IQuoting
{
    /// <summary>One value.</summary>
    static abstract string Quote(string value);

    /// <summary>The words of a command.</summary>
    static abstract string Quote(IReadOnlyList<string> words);

    /// <summary>A variable with its value.</summary>
    static virtual string Quote(Assignment assignment) => throw new NotSupportedException("This language has no variables.");
}
