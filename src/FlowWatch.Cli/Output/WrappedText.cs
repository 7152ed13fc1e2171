namespace FlowWatch.Cli.Output;

/// <summary>Text broken into lines of a width, at spaces where there are any.</summary>
internal static class WrappedText
{
    public static IEnumerable<string> Lines(string text, int width)
    {
        var rest = text.Trim();
        while (rest.Length > width)
        {
            var space = rest.LastIndexOf(' ', width);
            var end = space > 0 ? space : width;

            // Never part a character that is written as two.
            if (space <= 0 && char.IsHighSurrogate(rest[end - 1]))
            {
                end = end > 1 ? end - 1 : 2;
            }

            yield return rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }

        yield return rest;
    }
}
