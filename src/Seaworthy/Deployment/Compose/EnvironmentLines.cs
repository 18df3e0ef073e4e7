using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Compose;

/// <summary>The variables of an <c>.env</c> file, by Compose's rules: quotes come off, <c>export</c> and comments are passed over.</summary>
internal static class EnvironmentLines
{
    /// <summary>Each variable and where its value stands; the last of a name counts.</summary>
    public static Dictionary<string, Located> Read(SourceFile file)
    {
        var variables = new Dictionary<string, Located>(StringComparer.Ordinal);
        for (var line = 1; line <= file.LineCount; line++)
        {
            var place = file.PlaceOfLine(line);
            var text = place.Text;
            if (text.StartsWith("export ", StringComparison.Ordinal))
                text = text[7..].TrimStart();
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || text[0] == '#')
                continue;
            variables[text[..equals].Trim()] = new(Unquoted(text[(equals + 1)..].Trim()), place);
        }
        return variables;
    }

    private static string Unquoted(string value)
    {
        if (value is ['"' or '\'', ..] && value.IndexOf(value[0], 1) is > 0 and var end)
            return value[1..end];
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }
}
