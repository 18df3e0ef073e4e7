using Seaworthy.Hosting.Settings;
using Seaworthy.Init.Detection;

namespace Seaworthy.Commands.Initialising;

/// <summary>Asks a person what the files do not say.</summary>
internal sealed class Interview(TextReader person, TextWriter output)
{
    private const int Patience = 3;

    /// <summary>The answer, in the form of the option's value; null when there is none.</summary>
    public string? Ask(Unknown unknown)
    {
        var option = InitCatalogue.Options.Single(option => option.Name == unknown.Option);
        output.WriteLine($"{unknown.Question} ({unknown.Why})");
        foreach (var (number, candidate) in unknown.Candidates.Index())
            output.WriteLine($"  {number + 1}  {UsageText.Printable(candidate)}");
        for (var attempt = 0; attempt < Patience; attempt++)
        {
            output.Write($"{unknown.Option}{(unknown.Candidates.Count > 0 ? ", or a number" : "")}: ");
            output.Flush();
            if (person.ReadLine()?.Trim() is not { } line)
                return null;
            var answer = int.TryParse(line, out var number) && number > 0 && number <= unknown.Candidates.Count ? unknown.Candidates[number - 1] : line;
            if (answer.Length > 0 && option.Apply(new InitSettings(), answer) is not null)
                return answer;
            output.WriteLine(UsageText.NotAccepted(unknown.Option, answer, option.Accepted));
        }
        return null;
    }
}
