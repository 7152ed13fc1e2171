namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>The words and signs of the language.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A name or keyword: letters, digits, <c>_</c>, <c>@</c> and <c>.</c>.</summary>
    Word,

    /// <summary>A name in backticks.</summary>
    QuotedName,

    /// <summary>Text in single or double quotation marks.</summary>
    Text,

    /// <summary>A number without a sign.</summary>
    Number,

    /// <summary>A number with a unit of time behind it, such as <c>5m</c>.</summary>
    Period,

    /// <summary><c>|</c></summary>
    Pipe,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>(</c></summary>
    OpenParenthesis,

    /// <summary><c>)</c></summary>
    CloseParenthesis,

    /// <summary><c>[</c></summary>
    OpenBracket,

    /// <summary><c>]</c></summary>
    CloseBracket,

    /// <summary><c>+</c></summary>
    Plus,

    /// <summary><c>-</c></summary>
    Minus,

    /// <summary><c>*</c></summary>
    Star,

    /// <summary><c>/</c>, either a division or the start of a regular expression.</summary>
    Slash,

    /// <summary><c>^</c></summary>
    Caret,

    /// <summary><c>%</c></summary>
    Percent,

    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>=~</c></summary>
    Matches,
}
