using System.Globalization;
using System.Text;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>Several values as one text, the same for the same values only.</summary>
internal sealed class ValueKey
{
    private readonly StringBuilder text = new();
    private char[] buffer = new char[256];

    /// <summary>The values' text, until the next one is made.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">Its values.</param>
    /// <param name="hasAbsent">Whether one of them is absent.</param>
    public ReadOnlySpan<char> Of(QueryRow row, ReadOnlySpan<Evaluator> values, out bool hasAbsent)
    {
        text.Clear();
        hasAbsent = false;
        foreach (var evaluator in values)
        {
            var value = evaluator(row);
            if (value.Kind == QueryValueKind.Text)
            {
                // The length in front keeps "a","bc" apart from "ab","c".
                text.Append(CultureInfo.InvariantCulture, $"{value.TextSpan.Length}:").Append(value.TextSpan);
            }
            else if (value.AsText() is { } other)
            {
                text.Append(CultureInfo.InvariantCulture, $"{other.Length}:").Append(other);
            }
            else
            {
                hasAbsent = true;
                text.Append('-');
            }
        }

        if (buffer.Length < text.Length) buffer = new char[text.Length * 2];
        text.CopyTo(0, buffer, text.Length);
        return buffer.AsSpan(0, text.Length);
    }
}
