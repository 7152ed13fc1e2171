using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>Makes a query executable, and refuses one whose commands do not fit together.</summary>
internal sealed class QueryCompiler
{
    private const int MostStats = 2;
    private const int WildcardsOnStack = 64;

    private readonly QueryDialect dialect;
    private readonly FieldScope events;
    private readonly List<Func<QueryRow, bool>> streaming = [];
    private readonly List<TableStep> later = [];
    private readonly List<(string Name, Evaluator Value)> columns = [];
    private FieldScope scope;
    private ExpressionCompiler compiler;
    private StatsPlan? firstStats;
    private bool isTable;
    private bool hasDisplay;
    private bool hasLimit;

    private QueryCompiler(QueryDialect dialect)
    {
        this.dialect = dialect;
        scope = events = FieldScope.OfEvents(dialect);
        compiler = new(scope, dialect);
    }

    /// <summary>Makes a query executable.</summary>
    /// <exception cref="MalformedQueryException">The text is no query, or its commands do not fit together.</exception>
    /// <exception cref="UnsupportedQueryException">The query uses what is not executed here.</exception>
    public static QueryPlan Compile(string text, QueryDialect dialect)
    {
        var commands = QueryParser.Parse(text);
        CheckOrder(commands);
        var compiler = new QueryCompiler(dialect);
        foreach (var command in commands) compiler.Add(command);
        return compiler.Finish();
    }

    private static void CheckOrder(IReadOnlyList<QueryCommand> commands)
    {
        var stats = commands.OfType<StatsCommand>().ToList();
        if (stats.Count > MostStats) throw new MalformedQueryException($"A query has at most {MostStats} stats commands.", stats[MostStats].Span);
        for (var index = 0; index < commands.Count; index++)
        {
            var rest = commands.Skip(index + 1);
            if (commands[index] is SortCommand or LimitCommand && rest.Any(command => command is StatsCommand))
            {
                throw new MalformedQueryException("sort and limit must stand behind the last stats.", commands[index].Span);
            }

            if (commands[index] is DedupCommand && rest.FirstOrDefault(command => command is not LimitCommand) is { } behind)
            {
                throw new MalformedQueryException("Only limit can stand behind dedup.", behind.Span);
            }
        }
    }

    private void Add(QueryCommand command)
    {
        switch (command)
        {
            case FieldsCommand fields:
                AddColumns(fields.Items, isHidden: hasDisplay);
                break;
            case DisplayCommand display:
                columns.Clear();
                AddColumns(display.Items, isHidden: false);
                hasDisplay = true;
                break;
            case FilterCommand filter:
                AddStep(compiler.Condition(filter.Condition));
                break;
            case StatsCommand stats:
                AddStats(stats);
                break;
            case SortCommand sort:
                AddTableStep(new SortStep([.. sort.Keys.Select(key => (SortValue(key.Expression), key.IsDescending))]));
                break;
            case LimitCommand limit:
                AddLimit(limit);
                break;
            case GlobParseCommand parse:
                AddStep(ParseByGlob(parse));
                break;
            case RegexParseCommand parse:
                AddStep(ParseByRegex(parse));
                break;
            case DedupCommand dedup:
                AddTableStep(new DedupStep([.. dedup.Fields.Select(scope.Field)]));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, null);
        }
    }

    private QueryPlan Finish()
    {
        if (columns.Count == 0)
        {
            AddColumn("@timestamp", scope.Field(new("@timestamp", default)));
            AddColumn("@message", scope.Field(new("@message", default)));
        }

        return new(events, [.. streaming], firstStats, [.. later], [.. columns], hasLimit);
    }

    private void AddStep(Func<QueryRow, bool> step)
    {
        if (isTable) later.Add(new RowStep(step));
        else streaming.Add(step);
    }

    private void AddTableStep(TableStep step)
    {
        isTable = true;
        later.Add(step);
    }

    private void AddColumns(IReadOnlyList<NamedExpression> items, bool isHidden)
    {
        foreach (var item in items)
        {
            var value = compiler.Value(item.Expression);
            var shown = value;
            if (item.IsNew && (item.IsAliased || scope.SlotOf(item.Expression) is null))
            {
                var slot = scope.Add(item.Name, item.Expression.Span, item.IsAliased ? null : item.Expression);
                AddStep(row =>
                {
                    row.Slots[slot] = value(row);
                    return true;
                });
                shown = row => row.Slots[slot];
            }
            else if (item.Expression is FieldExpression)
            {
                scope.Project(item.Name);
            }

            if (!isHidden) AddColumn(item.Name, shown);
        }
    }

    private void AddColumn(string name, Evaluator value)
    {
        if (!columns.Exists(column => column.Name == name)) columns.Add((name, value));
    }

    private void AddStats(StatsCommand stats)
    {
        var groups = FieldScope.OfGroups(dialect);
        var rows = compiler;
        var aggregates = new List<AggregatePlan>();
        var ofGroups = new ExpressionCompiler(groups, dialect, aggregate =>
        {
            var slot = groups.AddHidden();
            aggregates.Add(AggregatePlan.Of(aggregate, rows, dialect, slot));
            return row => row.Slots[slot];
        });
        columns.Clear();
        hasDisplay = false;
        var keys = stats.Keys.Select(key => rows.Value(key.Expression)).ToArray();
        var keySlots = stats.Keys.Select(key => AddGroupColumn(groups, key)).ToArray();
        var items = stats.Items.Select(item => (Value: ofGroups.Value(item.Expression), Slot: AddGroupColumn(groups, item))).ToArray();
        if (aggregates.Count == 0) throw new MalformedQueryException("stats needs an aggregate function, such as count(*).", stats.Span);
        var plan = new StatsPlan(groups, keys, keySlots, [.. aggregates], items);
        if (firstStats is null) firstStats = plan;
        else later.Add(new StatsStep(plan));
        isTable = true;
        scope = groups;
        compiler = new(groups, dialect);
    }

    private int AddGroupColumn(FieldScope groups, NamedExpression item)
    {
        var slot = groups.Add(item.Name, item.Expression.Span, item.IsNew && !item.IsAliased ? item.Expression : null);
        AddColumn(item.Name, row => row.Slots[slot]);
        return slot;
    }

    private Evaluator SortValue(Expression key) => key is FieldExpression || scope.SlotOf(key) is not null
        ? compiler.Value(key)
        : throw new MalformedQueryException("sort takes fields and columns; give the expression an alias in fields or stats.", key.Span);

    private void AddLimit(LimitCommand limit)
    {
        if (limit.Count > dialect.MaximumLimit)
        {
            throw new MalformedQueryException($"The limit is {limit.Count}; {dialect.MaximumLimit} is the largest.", limit.Span);
        }

        hasLimit = true;
        AddTableStep(new LimitStep(limit.Count));
    }

    private Func<QueryRow, bool> ParseByGlob(GlobParseCommand parse)
    {
        var subject = scope.Field(parse.Subject);
        var slots = parse.Names.Select(name => scope.Add(name, parse.Span, null)).ToArray();
        return row =>
        {
            var value = subject(row);
            if (value.IsPresent && value.Kind != QueryValueKind.Text) value = QueryValue.OfText(value.AsText()!);
            Span<SourceSpan> found = slots.Length <= WildcardsOnStack ? stackalloc SourceSpan[slots.Length] : new SourceSpan[slots.Length];
            var matches = value.IsPresent && parse.Pattern.TryMatch(value.TextSpan, found);
            for (var index = 0; index < slots.Length; index++) row.Slots[slots[index]] = matches ? value.Part(found[index]) : default;
            return true;
        };
    }

    private Func<QueryRow, bool> ParseByRegex(RegexParseCommand parse)
    {
        var subject = scope.Field(parse.Subject);
        var slots = parse.Names.Select(name => scope.Add(name, parse.Span, null)).ToArray();
        return row =>
        {
            var text = subject(row).AsText();
            var match = text is null ? null : parse.Pattern.Match(text);
            for (var index = 0; index < slots.Length; index++)
            {
                row.Slots[slots[index]] = match?.Groups[parse.Names[index]] is { Success: true } group
                    ? QueryValue.OfText(text!, group.Index, group.Length)
                    : default;
            }

            return true;
        };
    }
}
