using System.Text;

namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>
/// Cuts a query into words and signs, one at a time: only the parser knows whether a slash divides or starts a regular expression.
/// </summary>
/// <param name="text">The query.</param>
internal sealed class QueryLexer(string text)
{
    private int position;

    /// <summary>The next word or sign; blanks and comments are passed over.</summary>
    /// <exception cref="MalformedQueryException">A character that starts nothing, or a quotation that does not end.</exception>
    public Token Next()
    {
        SkipBlanksAndComments();
        if (position == text.Length) return new(TokenKind.End, new(position, position), "");
        var first = text[position];
        if (IsWordStart(first)) return Word();
        if (char.IsAsciiDigit(first)) return NumberOrPeriod();
        return first switch
        {
            '"' or '\'' => QuotedText(first),
            '`' => QuotedName(),
            _ => Sign(first),
        };
    }

    /// <summary>The regular expression that starts at a slash, without its slashes; the next word is the one after it.</summary>
    /// <exception cref="MalformedQueryException">It does not end, or not on its line.</exception>
    public Token RegularExpression(Token slash)
    {
        var pattern = new StringBuilder();
        for (var index = slash.Span.Start + 1; index < text.Length && text[index] is not ('\n' or '\r'); index++)
        {
            if (text[index] == '/')
            {
                position = index + 1;
                return new(TokenKind.Text, new(slash.Span.Start, position), pattern.ToString());
            }

            if (text[index] == '\\' && index + 1 < text.Length && text[index + 1] is not ('\n' or '\r'))
            {
                // An escaped slash is a slash; every other escape belongs to the regular expression.
                if (text[index + 1] != '/') pattern.Append('\\');
                index++;
            }

            pattern.Append(text[index]);
        }

        throw new MalformedQueryException("This regular expression has no closing slash on its line.", slash.Span);
    }

    private static bool IsWordStart(char one) => char.IsAsciiLetter(one) || one is '_' or '@';

    private static bool IsWordPart(char one) => char.IsAsciiLetterOrDigit(one) || one is '_' or '@' or '.';

    private void SkipBlanksAndComments()
    {
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else if (text[position] == '#')
            {
                while (position < text.Length && text[position] is not ('\n' or '\r')) position++;
            }
            else
            {
                return;
            }
        }
    }

    private Token Word()
    {
        var start = position;
        while (position < text.Length && IsWordPart(text[position])) position++;
        return Made(TokenKind.Word, start);
    }

    private Token NumberOrPeriod()
    {
        var start = position;
        SkipDigits();
        if (position + 1 < text.Length && text[position] == '.' && char.IsAsciiDigit(text[position + 1]))
        {
            position++;
            SkipDigits();
        }
        else if (position < text.Length && char.IsAsciiLetter(text[position]))
        {
            while (position < text.Length && char.IsAsciiLetter(text[position])) position++;
            if (position == text.Length || !IsWordPart(text[position])) return Made(TokenKind.Period, start);
        }

        if (position < text.Length && IsWordPart(text[position]))
        {
            while (position < text.Length && IsWordPart(text[position])) position++;
            throw new MalformedQueryException(
                $"'{text[start..position]}' is neither a number nor a period; a name that starts with a digit stands in backticks.", new(start, position));
        }

        return Made(TokenKind.Number, start);
    }

    private void SkipDigits()
    {
        while (position < text.Length && char.IsAsciiDigit(text[position])) position++;
    }

    private Token QuotedText(char quotation)
    {
        var start = position;
        var content = new StringBuilder();
        for (var index = start + 1; index < text.Length && text[index] is not ('\n' or '\r'); index++)
        {
            if (text[index] == quotation)
            {
                position = index + 1;
                return new(TokenKind.Text, new(start, position), content.ToString());
            }

            if (text[index] == '\\' && index + 1 < text.Length && text[index + 1] is not ('\n' or '\r'))
            {
                index++;
                content.Append(Unescaped(text[index]));
            }
            else
            {
                content.Append(text[index]);
            }
        }

        throw new MalformedQueryException("This text has no closing quotation mark on its line.", new(start, start + 1));
    }

    // An escape that means nothing stays as written, so that a pattern pasted between quotation marks keeps its backslashes.
    private static string Unescaped(char escaped) => escaped switch
    {
        '"' or '\'' or '\\' => escaped.ToString(),
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        _ => "\\" + escaped,
    };

    private Token QuotedName()
    {
        var start = position;
        var end = text.IndexOf('`', start + 1);
        if (end < 0) throw new MalformedQueryException("This name has no closing backtick.", new(start, start + 1));
        if (end == start + 1) throw new MalformedQueryException("There is no name between these backticks.", new(start, end + 1));
        position = end + 1;
        return new(TokenKind.QuotedName, new(start, position), text[(start + 1)..end]);
    }

    private Token Sign(char first)
    {
        var start = position;
        var second = position + 1 < text.Length ? text[position + 1] : '\0';
        var (kind, length) = (first, second) switch
        {
            ('=', '~') => (TokenKind.Matches, 2),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('=', _) => (TokenKind.Equal, 1),
            ('<', _) => (TokenKind.Less, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('|', _) => (TokenKind.Pipe, 1),
            (',', _) => (TokenKind.Comma, 1),
            ('(', _) => (TokenKind.OpenParenthesis, 1),
            (')', _) => (TokenKind.CloseParenthesis, 1),
            ('[', _) => (TokenKind.OpenBracket, 1),
            (']', _) => (TokenKind.CloseBracket, 1),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', _) => (TokenKind.Star, 1),
            ('/', _) => (TokenKind.Slash, 1),
            ('^', _) => (TokenKind.Caret, 1),
            ('%', _) => (TokenKind.Percent, 1),
            _ => throw new MalformedQueryException($"The character '{first}' has no meaning here.", new(start, start + 1)),
        };
        position += length;
        return Made(kind, start);
    }

    private Token Made(TokenKind kind, int start) => new(kind, new(start, position), text[start..position]);
}
