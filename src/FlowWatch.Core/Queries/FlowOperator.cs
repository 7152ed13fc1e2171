namespace FlowWatch.Core.Queries;

/// <summary>An operator with two operands.</summary>
public enum FlowOperator
{
    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Present and not equal.</summary>
    NotEqual,

    /// <summary>Less than.</summary>
    Less,

    /// <summary>Less than or equal.</summary>
    LessOrEqual,

    /// <summary>Greater than.</summary>
    Greater,

    /// <summary>Greater than or equal.</summary>
    GreaterOrEqual,

    /// <summary>Sum.</summary>
    Add,

    /// <summary>Difference.</summary>
    Subtract,

    /// <summary>Product.</summary>
    Multiply,

    /// <summary>Whole-number quotient.</summary>
    Divide,
}
