using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Tests;

/// <summary>Rows of a query result, written by hand.</summary>
internal static class Rows
{
    /// <summary>A row with these columns; numbers must be <see cref="long"/> or <see cref="int"/>.</summary>
    public static FlowRow Of(params (string Column, object? Value)[] values) => new(
        values.Select((value, index) => (value.Column, index)).ToDictionary(column => column.Column, column => column.index),
        [.. values.Select(value => value.Value is int number ? (long)number : value.Value)]);
}
