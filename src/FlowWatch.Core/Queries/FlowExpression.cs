using System.Net;

namespace FlowWatch.Core.Queries;

/// <summary>
/// A value computed from one row: a field, a constant, or something made of them. Immutable; each engine renders it
/// into its own language, and <see cref="object.ToString"/> prints it for people.
/// Absent values follow SQL: a comparison with an absent value is neither true nor false, and a filter drops it.
/// </summary>
public abstract record FlowExpression
{
    /// <summary>A field of a flow log record, or a name that the query derived.</summary>
    public static FlowExpression Field(string name) => new FieldExpression(name);

    /// <summary>A whole number.</summary>
    public static FlowExpression Constant(long value) => new ConstantExpression(value);

    /// <summary>A text.</summary>
    public static FlowExpression Constant(string value) => new ConstantExpression(value);

    /// <summary>No value.</summary>
    public static FlowExpression Absent { get; } = new ConstantExpression(null);

    /// <summary>True where every operand is.</summary>
    public static FlowExpression All(params IReadOnlyList<FlowExpression> operands) => new LogicalExpression(LogicalOperator.And, [.. operands]);

    /// <summary>True where any operand is.</summary>
    public static FlowExpression Any(params IReadOnlyList<FlowExpression> operands) => new LogicalExpression(LogicalOperator.Or, [.. operands]);

    /// <summary>One of two values, by a condition; an absent condition counts as false.</summary>
    public static FlowExpression If(FlowExpression condition, FlowExpression then, FlowExpression otherwise) =>
        new ConditionalExpression(condition, then, otherwise);

    /// <summary>The smaller of two; an absent one is passed over.</summary>
    public static FlowExpression Least(FlowExpression left, FlowExpression right) => new FunctionExpression(FlowFunction.Least, [left, right]);

    /// <summary>The larger of two; an absent one is passed over.</summary>
    public static FlowExpression Greatest(FlowExpression left, FlowExpression right) => new FunctionExpression(FlowFunction.Greatest, [left, right]);

    /// <summary>The first that is present.</summary>
    public static FlowExpression Coalesce(params IReadOnlyList<FlowExpression> operands) => new FunctionExpression(FlowFunction.Coalesce, [.. operands]);

    /// <summary>
    /// A short value that is equal exactly where the operands are all equal (an engine may use a 64-bit hash).
    /// Good for grouping by a long text that nobody will read.
    /// </summary>
    public static FlowExpression Identity(params IReadOnlyList<FlowExpression> operands) => new FunctionExpression(FlowFunction.Identity, [.. operands]);

    /// <summary>The whole number a text spells; absent where it spells none.</summary>
    public static FlowExpression Number(FlowExpression text) => new FunctionExpression(FlowFunction.Number, [text]);

    /// <summary>The bits of the value that are also in the mask.</summary>
    public FlowExpression Bits(long mask) => new FunctionExpression(FlowFunction.BitwiseAnd, [this, Constant(mask)]);

    /// <summary>True where the value is present.</summary>
    public FlowExpression IsPresent() => new FunctionExpression(FlowFunction.IsPresent, [this]);

    /// <summary>True where the value is one of these.</summary>
    public FlowExpression In(params IReadOnlyList<long> values) => new InExpression(this, [.. values.Select(value => (object)value)]);

    /// <summary>True where the value is one of these.</summary>
    public FlowExpression In(IReadOnlyList<string> values) => new InExpression(this, [.. values]);

    /// <summary>True where the value is an address in one of the networks.</summary>
    public FlowExpression InNetwork(params IReadOnlyList<IPNetwork> networks) => new InNetworkExpression(this, [.. networks]);

    /// <summary>True where the two are equal.</summary>
    public FlowExpression Is(FlowExpression other) => new BinaryExpression(FlowOperator.Equal, this, other);

    /// <summary>True where the value is this text.</summary>
    public FlowExpression Is(string value) => Is(Constant(value));

    /// <summary>True where the value is this number.</summary>
    public FlowExpression Is(long value) => Is(Constant(value));

    /// <summary>True where the two are present and differ.</summary>
    public FlowExpression IsNot(FlowExpression other) => new BinaryExpression(FlowOperator.NotEqual, this, other);

    /// <summary>True where the value is present and is not this text.</summary>
    public FlowExpression IsNot(string value) => IsNot(Constant(value));

    /// <summary>True where the condition is false.</summary>
    public static FlowExpression operator !(FlowExpression operand) => new NotExpression(operand);

    /// <summary>True where both are.</summary>
    public static FlowExpression operator &(FlowExpression left, FlowExpression right) => All(left, right);

    /// <summary>True where either is.</summary>
    public static FlowExpression operator |(FlowExpression left, FlowExpression right) => Any(left, right);

    /// <summary>Less than.</summary>
    public static FlowExpression operator <(FlowExpression left, FlowExpression right) => new BinaryExpression(FlowOperator.Less, left, right);

    /// <summary>Greater than.</summary>
    public static FlowExpression operator >(FlowExpression left, FlowExpression right) => new BinaryExpression(FlowOperator.Greater, left, right);

    /// <summary>Less than or equal.</summary>
    public static FlowExpression operator <=(FlowExpression left, FlowExpression right) => new BinaryExpression(FlowOperator.LessOrEqual, left, right);

    /// <summary>Greater than or equal.</summary>
    public static FlowExpression operator >=(FlowExpression left, FlowExpression right) => new BinaryExpression(FlowOperator.GreaterOrEqual, left, right);

    /// <summary>The sum.</summary>
    public static FlowExpression operator +(FlowExpression left, FlowExpression right) => new BinaryExpression(FlowOperator.Add, left, right);

    /// <summary>The difference.</summary>
    public static FlowExpression operator -(FlowExpression left, FlowExpression right) => new BinaryExpression(FlowOperator.Subtract, left, right);

    /// <summary>The product.</summary>
    public static FlowExpression operator *(FlowExpression left, FlowExpression right) => new BinaryExpression(FlowOperator.Multiply, left, right);

    /// <summary>The whole-number quotient; absent where the divisor is zero.</summary>
    public static FlowExpression operator /(FlowExpression left, FlowExpression right) => new BinaryExpression(FlowOperator.Divide, left, right);

    /// <summary>A whole number as an expression.</summary>
    public static implicit operator FlowExpression(long value) => Constant(value);

    /// <summary>The names this expression reads, in the order met.</summary>
    public abstract IEnumerable<string> Names { get; }
}
