namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>One word or sign.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">What it says: of quoted text and names, what is inside.</param>
internal readonly record struct Token(TokenKind Kind, SourceSpan Span, string Text)
{
    /// <summary>Whether it is a keyword; keywords are written in any case.</summary>
    public bool Is(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
