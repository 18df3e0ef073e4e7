namespace Seaworthy.Commands.Checking;

/// <summary>Everything that the options of <c>seaworthy rules</c> set.</summary>
/// <param name="Markdown">Whether the page is made that docs/rules.md is.</param>
internal sealed record RulesSettings(bool Markdown = false);
