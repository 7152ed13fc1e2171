using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowWatch.Core.Detections;

/// <summary>Lines of an example, written once and repeated.</summary>
/// <remarks>
/// In <see cref="Line"/>, <c>{40000+1i}</c> stands for 40000 plus one times the number of the repetition, counted from 0;
/// <c>{60i}</c> and <c>{7}</c> work too.
/// </remarks>
/// <param name="Line">A flow log record with such numbers in it.</param>
/// <param name="Repeat">How many lines it stands for. Default: 1.</param>
public sealed partial record DetectionExampleLines(string Line, int Repeat = 1)
{
    /// <summary>The lines.</summary>
    public IEnumerable<string> Expand() =>
        Enumerable.Range(0, Repeat).Select(repetition => Number().Replace(Line, match =>
        {
            long Part(string name) => match.Groups[name].Success ? long.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
            return (Part("start") + Part("step") * repetition).ToString(CultureInfo.InvariantCulture);
        }));

    [GeneratedRegex(@"\{(?:(?<start>\d+)(?:\+(?<step>\d+)i)?|(?<step>\d+)i)\}")]
    private static partial Regex Number();
}
