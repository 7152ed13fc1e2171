using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>
/// Reads Logs Insights QL, written from the documented grammar. What the documentation does not show is refused, so that a query
/// accepted here has no more than documented syntax in it.
/// </summary>
internal sealed class QueryParser
{
    /// <summary>The longest query (StartQuery's <c>queryString</c>).</summary>
    public const int LongestText = 10_000;

    /// <summary>How deep parentheses, calls and signs may nest: nobody nests deeper, and each level takes room on the stack.</summary>
    private const int DeepestNesting = 100;

    /// <summary>How many operands one chain of <c>+</c>, <c>*</c> or <c>^</c> may have, for the same reason.</summary>
    private const int LongestChain = 500;

    private readonly string text;
    private readonly QueryLexer lexer;
    private Token current;
    private SourceSpan previous;
    private int nesting;

    private QueryParser(string text)
    {
        this.text = text;
        lexer = new(text);
        current = lexer.Next();
    }

    /// <summary>Reads a query.</summary>
    /// <returns>Its commands in order, one or more.</returns>
    /// <exception cref="MalformedQueryException">The text is no query.</exception>
    /// <exception cref="UnsupportedQueryException">The query uses what is not executed here.</exception>
    public static IReadOnlyList<QueryCommand> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            throw new MalformedQueryException($"The query has {text.Length} characters; {LongestText} are allowed.", new(LongestText, text.Length));
        }

        return new QueryParser(text).Commands();
    }

    private List<QueryCommand> Commands()
    {
        var commands = new List<QueryCommand> { Command() };
        while (current.Kind == TokenKind.Pipe)
        {
            Advance();
            commands.Add(Command());
        }

        return current.Kind == TokenKind.End ? commands : throw Unexpected("'|' or the end of the query");
    }

    private QueryCommand Command()
    {
        var name = current;
        if (name.Kind != TokenKind.Word) throw Unexpected("a command");
        Advance();
        return name.Text.ToUpperInvariant() switch
        {
            "FIELDS" => Fields(name),
            "DISPLAY" => Display(name),
            "FILTER" or "WHERE" => Filter(name),
            "STATS" => Stats(name),
            "SORT" => Sort(name),
            "LIMIT" => Limit(name),
            "PARSE" => ParseFields(name),
            "DEDUP" => Dedup(name),
            _ when FunctionCatalog.IsDocumentedCommand(name.Text) => throw new UnsupportedQueryException($"the command {name.Text}", name.Span),
            _ => throw new MalformedQueryException(
                $"There is no command '{name.Text}'; there are fields, display, filter, stats, sort, limit, parse and dedup.", name.Span),
        };
    }

    private FieldsCommand Fields(Token name)
    {
        var items = NamedExpressions();
        return new(items, name.Span.To(previous));
    }

    private DisplayCommand Display(Token name)
    {
        var items = NamedExpressions();
        return new(items, name.Span.To(previous));
    }

    private FilterCommand Filter(Token name)
    {
        var condition = Condition();
        return new(condition, name.Span.To(previous));
    }

    private StatsCommand Stats(Token name)
    {
        var items = NamedExpressions();
        var keys = TakeWord("by") ? NamedExpressions() : [];
        return new(items, keys, name.Span.To(previous));
    }

    private SortCommand Sort(Token name)
    {
        // "sort by field" stands in AWS's own samples.
        _ = TakeWord("by");
        var keys = new List<SortKey>();
        do
        {
            var key = Additive();
            var isDescending = TakeWord("desc");
            if (!isDescending) _ = TakeWord("asc");
            keys.Add(new(key, isDescending));
        }
        while (Take(TokenKind.Comma));
        return new(keys, name.Span.To(previous));
    }

    private LimitCommand Limit(Token name)
    {
        if (current.Is("any")) throw new UnsupportedQueryException("'limit any'", current.Span);
        var number = Expect(TokenKind.Number, "a number of rows");
        if (!int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            throw new MalformedQueryException($"'{number.Text}' is no number of rows.", number.Span);
        }

        return new(count, name.Span.To(previous));
    }

    private QueryCommand ParseFields(Token name)
    {
        var subject = current.Kind is TokenKind.Text or TokenKind.Slash ? new FieldExpression("@message", current.Span) : FieldName();
        if (current.Kind == TokenKind.Slash) return ParseByRegex(name, subject);
        if (current.Is("logfmt") || current.Is("csv")) throw new UnsupportedQueryException($"'parse … {current.Text}'", current.Span);
        var glob = Expect(TokenKind.Text, "a pattern in quotation marks or slashes");
        ExpectWord("as");
        var names = Names();
        var pattern = new GlobPattern(glob.Text);
        if (pattern.Wildcards != names.Count)
        {
            throw new MalformedQueryException($"The pattern has {pattern.Wildcards} wildcards for {names.Count} names.", glob.Span);
        }

        return new GlobParseCommand(subject, pattern, names, name.Span.To(previous));
    }

    private RegexParseCommand ParseByRegex(Token name, FieldExpression subject)
    {
        var (pattern, span) = RegularExpression();
        if (current.Is("multi")) throw new UnsupportedQueryException("'parse … multi'", current.Span);
        var names = pattern.GetGroupNames().Where(group => !int.TryParse(group, CultureInfo.InvariantCulture, out _)).ToList();
        if (names.Count == 0) throw new MalformedQueryException("This regular expression has no named group, as in (?<name>…).", span);
        return new(subject, pattern, names, name.Span.To(previous));
    }

    private DedupCommand Dedup(Token name)
    {
        var fields = new List<FieldExpression>();
        do
        {
            fields.Add(FieldName());
        }
        while (Take(TokenKind.Comma));
        return new(fields, name.Span.To(previous));
    }

    private List<NamedExpression> NamedExpressions()
    {
        var items = new List<NamedExpression>();
        do
        {
            items.Add(Named());
        }
        while (Take(TokenKind.Comma));
        return items;
    }

    private NamedExpression Named()
    {
        var expression = Condition();
        if (TakeWord("as")) return new(expression, Name(), IsAliased: true);
        var name = expression is FieldExpression field ? field.Name : text[expression.Span.Start..expression.Span.End];
        return new(expression, name, IsAliased: false);
    }

    private List<string> Names()
    {
        var names = new List<string>();
        do
        {
            names.Add(Name());
        }
        while (Take(TokenKind.Comma));
        return names;
    }

    private string Name() => FieldName().Name;

    private FieldExpression FieldName()
    {
        if (current.Kind is not (TokenKind.Word or TokenKind.QuotedName) || (current.Kind == TokenKind.Word && IsReserved(current.Text)))
        {
            throw Unexpected("a field's name");
        }

        var name = current;
        Advance();
        return new(name.Text, name.Span);
    }

    private Expression Condition()
    {
        using var level = Deeper();
        return Joined(isAnd: false, () => Joined(isAnd: true, Negation));
    }

    private Expression Joined(bool isAnd, Func<Expression> operand)
    {
        var first = operand();
        if (!current.Is(isAnd ? "and" : "or")) return first;
        var operands = new List<Expression> { first };
        while (TakeWord(isAnd ? "and" : "or")) operands.Add(operand());
        return new LogicalExpression(isAnd, operands);
    }

    private Expression Negation()
    {
        if (!current.Is("not")) return Comparison();
        var sign = current;
        Advance();
        using var level = Deeper();
        var operand = Negation();
        return new UnaryExpression(UnaryOperator.Not, operand, sign.Span.To(operand.Span));
    }

    private Expression Comparison()
    {
        var left = Additive();
        if (ComparisonOf(current.Kind) is { } comparison)
        {
            Advance();
            return new BinaryExpression(comparison, left, Additive());
        }

        if (Take(TokenKind.Matches)) return MatchOf(left, isNegated: false, allowsText: false);
        var isNegated = TakeWord("not");
        if (TakeWord("like")) return MatchOf(left, isNegated, allowsText: true);
        if (TakeWord("in")) return MembershipOf(left, isNegated);
        return isNegated ? throw Unexpected("'like' or 'in'") : left;
    }

    private static BinaryOperator? ComparisonOf(TokenKind kind) => kind switch
    {
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        _ => null,
    };

    private Expression MatchOf(Expression subject, bool isNegated, bool allowsText)
    {
        if (current.Kind == TokenKind.Slash)
        {
            var (pattern, span) = RegularExpression();
            return new RegexExpression(subject, pattern, isNegated, subject.Span.To(span));
        }

        if (!allowsText || current.Kind != TokenKind.Text)
        {
            throw Unexpected(allowsText ? "a text or a regular expression in slashes" : "a regular expression in slashes");
        }

        var part = current;
        Advance();
        return new SubstringExpression(subject, part.Text, isNegated, subject.Span.To(part.Span));
    }

    private MembershipExpression MembershipOf(Expression subject, bool isNegated)
    {
        _ = Expect(TokenKind.OpenBracket, "'['");
        var values = new List<Expression>();
        do
        {
            values.Add(Literal());
        }
        while (Take(TokenKind.Comma));
        var end = Expect(TokenKind.CloseBracket, "',' or ']'");
        return new(subject, values, isNegated, subject.Span.To(end.Span));
    }

    private Expression Literal()
    {
        var sign = current;
        if (Take(TokenKind.Minus))
        {
            var number = Expect(TokenKind.Number, "a number");
            return new NumberExpression(-ValueOf(number), sign.Span.To(number.Span));
        }

        Advance();
        return sign.Kind switch
        {
            TokenKind.Number => new NumberExpression(ValueOf(sign), sign.Span),
            TokenKind.Text => new TextExpression(sign.Text, sign.Span),
            _ => throw Unexpected(sign, "a text or a number"),
        };
    }

    private Expression Additive() => Chain(Multiplicative, kind => kind switch
    {
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        _ => null,
    });

    private Expression Multiplicative() => Chain(Signed, kind => kind switch
    {
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Remainder,
        _ => null,
    });

    private Expression Chain(Func<Expression> operand, Func<TokenKind, BinaryOperator?> operatorOf)
    {
        var left = operand();
        for (var length = 1; operatorOf(current.Kind) is { } found; length++)
        {
            if (length == LongestChain) throw new MalformedQueryException($"More than {LongestChain} operands in a row.", left.Span);
            Advance();
            left = new BinaryExpression(found, left, operand());
        }

        return left;
    }

    private Expression Signed()
    {
        if (current.Kind != TokenKind.Minus) return Powered();
        var sign = current;
        Advance();
        using var level = Deeper();
        var operand = Signed();
        return new UnaryExpression(UnaryOperator.Negate, operand, sign.Span.To(operand.Span));
    }

    private Expression Powered()
    {
        var left = Primary();
        if (!Take(TokenKind.Caret)) return left;
        using var level = Deeper();
        return new BinaryExpression(BinaryOperator.Power, left, Signed());
    }

    private Expression Primary()
    {
        var first = current;
        switch (first.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new NumberExpression(ValueOf(first), first.Span);
            case TokenKind.Text:
                Advance();
                return new TextExpression(first.Text, first.Span);
            case TokenKind.OpenParenthesis:
                Advance();
                var inner = Condition();
                var end = Expect(TokenKind.CloseParenthesis, "')'");
                return inner with { Span = first.Span.To(end.Span) };
            case TokenKind.QuotedName:
                return NoAttribute(FieldName());
            case TokenKind.Word when !IsReserved(first.Text):
                Advance();
                return current.Kind == TokenKind.OpenParenthesis ? Call(first) : WordAlone(first);
            default:
                throw Unexpected("a field, a value or a function");
        }
    }

    private Expression WordAlone(Token word) =>
        word.Is("true") || word.Is("false") ? new BooleanExpression(word.Is("true"), word.Span) : NoAttribute(new(word.Text, word.Span));

    private FieldExpression NoAttribute(FieldExpression field) =>
        current.Kind == TokenKind.OpenBracket || (current.Kind == TokenKind.QuotedName && current.Span.Start == field.Span.End)
            ? throw new UnsupportedQueryException("maps and lists", field.Span.To(current.Span))
            : field;

    private Expression Call(Token name)
    {
        using var level = Deeper();
        _ = Expect(TokenKind.OpenParenthesis, "'('");
        if (FunctionCatalog.Aggregate(name.Text) is { } aggregate) return Aggregate(name, aggregate);
        if (FunctionCatalog.Function(name.Text) is not { } signature)
        {
            throw FunctionCatalog.IsDocumentedFunction(name.Text)
                ? new UnsupportedQueryException($"the function {name.Text}", name.Span)
                : new MalformedQueryException($"There is no function '{name.Text}'.", name.Span);
        }

        var arguments = Arguments();
        var span = name.Span.To(previous);
        if (arguments.Count < signature.Minimum || arguments.Count > signature.Maximum)
        {
            throw new MalformedQueryException($"'{name.Text}' does not take {arguments.Count} arguments.", span);
        }

        CheckPeriods(name, signature.Function, arguments);
        if (signature.Function == QueryFunction.IsPresent && arguments[0] is not FieldExpression)
        {
            throw new MalformedQueryException($"'{name.Text}' takes a field's name.", arguments[0].Span);
        }

        return new CallExpression(signature.Function, arguments, span);
    }

    private static void CheckPeriods(Token name, QueryFunction function, List<Expression> arguments)
    {
        var place = function switch
        {
            QueryFunction.Bin => 0,
            QueryFunction.DateFloor or QueryFunction.DateCeil => 1,
            _ => -1,
        };
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index] is PeriodExpression != (index == place))
            {
                var problem = index == place ? $"'{name.Text}' needs a period here, such as 5m." : "A period means nothing here.";
                throw new MalformedQueryException(problem, arguments[index].Span);
            }
        }
    }

    private AggregateExpression Aggregate(Token name, QueryAggregate aggregate)
    {
        if (aggregate == QueryAggregate.Count && Take(TokenKind.Star))
        {
            var end = Expect(TokenKind.CloseParenthesis, "')'");
            return new(aggregate, null, 0, name.Span.To(end.Span));
        }

        var arguments = Arguments();
        var span = name.Span.To(previous);
        var expected = aggregate == QueryAggregate.Percentile ? 2 : 1;
        if (arguments.Count != expected && !(aggregate == QueryAggregate.Count && arguments.Count == 0))
        {
            throw new MalformedQueryException($"'{name.Text}' does not take {arguments.Count} arguments.", span);
        }

        if (arguments.Find(argument => argument is PeriodExpression) is { } period)
        {
            throw new MalformedQueryException("A period means nothing here.", period.Span);
        }

        return new(aggregate, arguments.Count == 0 ? null : arguments[0], aggregate == QueryAggregate.Percentile ? Percent(arguments[1]) : 0, span);
    }

    private static double Percent(Expression argument) => argument is NumberExpression { Value: >= 0 and <= 100 } number
        ? number.Value
        : throw new MalformedQueryException("A percentage is a number from 0 to 100.", argument.Span);

    private List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        if (Take(TokenKind.CloseParenthesis)) return arguments;
        do
        {
            arguments.Add(current.Kind == TokenKind.Period ? Period() : Condition());
        }
        while (Take(TokenKind.Comma));
        _ = Expect(TokenKind.CloseParenthesis, "',' or ')'");
        return arguments;
    }

    private PeriodExpression Period()
    {
        var token = current;
        Advance();
        return QueryPeriod.Parse(token.Text) is { } period
            ? new(period, token.Span)
            : throw new MalformedQueryException($"'{token.Text}' is no period; a period is a number and a unit, such as 5m.", token.Span);
    }

    private (Regex Pattern, SourceSpan Span) RegularExpression()
    {
        var token = lexer.RegularExpression(current);
        previous = token.Span;
        current = lexer.Next();
        try
        {
            // CloudWatch Logs takes time in proportion to the text, and so must this: no lookaround and no back references.
            return (new Regex(token.Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), token.Span);
        }
        catch (Exception refusal) when (refusal is ArgumentException or NotSupportedException)
        {
            throw new MalformedQueryException($"This regular expression is not valid: {refusal.Message}", token.Span);
        }
    }

    private static double ValueOf(Token number)
    {
        var value = double.Parse(number.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw new MalformedQueryException("This number is too large.", number.Span);
    }

    private static bool IsReserved(string word) => word.ToUpperInvariant() is "AND" or "OR" or "NOT" or "IN" or "LIKE" or "AS" or "BY";

    private bool Take(TokenKind kind)
    {
        if (current.Kind != kind) return false;
        Advance();
        return true;
    }

    private bool TakeWord(string keyword)
    {
        if (!current.Is(keyword)) return false;
        Advance();
        return true;
    }

    private Token Expect(TokenKind kind, string what)
    {
        var found = current;
        if (found.Kind != kind) throw Unexpected(what);
        Advance();
        return found;
    }

    private void ExpectWord(string keyword)
    {
        if (!TakeWord(keyword)) throw Unexpected($"'{keyword}'");
    }

    private void Advance()
    {
        previous = current.Span;
        current = lexer.Next();
    }

    private MalformedQueryException Unexpected(string expected) => Unexpected(current, expected);

    private static MalformedQueryException Unexpected(Token found, string expected) => found.Kind == TokenKind.End
        ? new($"The query ends where {expected} should follow.", found.Span)
        : new($"Unexpected '{found.Text}' where {expected} should be.", found.Span);

    private NestingLevel Deeper()
    {
        if (++nesting > DeepestNesting) throw new MalformedQueryException("Nested too deeply.", current.Span);
        return new(this);
    }

    private readonly ref struct NestingLevel(QueryParser parser)
    {
        public void Dispose() => parser.nesting--;
    }
}
