namespace FlowWatch.Core.Queries;

/// <summary>A function of one or more operands.</summary>
public enum FlowFunction
{
    /// <summary>The smallest operand that is present.</summary>
    Least,

    /// <summary>The largest operand that is present.</summary>
    Greatest,

    /// <summary>The first operand that is present.</summary>
    Coalesce,

    /// <summary>Equal exactly where all operands are equal.</summary>
    Identity,

    /// <summary>The bits two numbers share.</summary>
    BitwiseAnd,

    /// <summary>True where the operand is present.</summary>
    IsPresent,

    /// <summary>The whole number a text spells; absent where it spells none.</summary>
    Number,
}
