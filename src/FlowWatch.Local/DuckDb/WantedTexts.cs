using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Local.DuckDb;

/// <summary>What a query's filter asks of each record at the least: one of some texts in one of some fields, as recorded.</summary>
/// <param name="Fields">AWS's names of the fields.</param>
/// <param name="Values">The texts.</param>
internal sealed record WantedTexts(IReadOnlySet<string> Fields, IReadOnlySet<string> Values)
{
    /// <summary>Reads it from a query's filter.</summary>
    /// <returns>Null where the filter asks nothing of the kind.</returns>
    public static WantedTexts? Of(FlowQuery query)
    {
        var derived = query.Derived.Select(value => value.Name).ToHashSet();
        foreach (var condition in Parts(query.Filter, LogicalOperator.And))
        {
            var memberships = Parts(condition, LogicalOperator.Or)
                .Select(part => part is InExpression { Operand: FieldExpression field } membership && IsRecordedText(field.Name) ? (field.Name, membership.Values) : default)
                .ToList();
            if (memberships.Exists(one => one.Name is null)) continue;
            return new WantedTexts(
                memberships.Select(one => one.Name).ToHashSet(StringComparer.OrdinalIgnoreCase),
                memberships.Select(one => one.Values).Distinct().SelectMany(values => values).Cast<string>().ToHashSet(StringComparer.Ordinal));
        }

        return null;

        bool IsRecordedText(string name) => !derived.Contains(name) && FlowLogFields.FindOrUnknown(name) is { IsNumber: false };
    }

    private static IEnumerable<FlowExpression> Parts(FlowExpression? expression, LogicalOperator joined) => expression switch
    {
        null => [],
        LogicalExpression logical when logical.Operator == joined => logical.Operands.SelectMany(operand => Parts(operand, joined)),
        _ => [expression],
    };
}
