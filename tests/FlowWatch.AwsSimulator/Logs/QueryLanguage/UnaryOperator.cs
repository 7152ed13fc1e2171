namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>Operators in front of one operand.</summary>
internal enum UnaryOperator
{
    /// <summary><c>-a</c></summary>
    Negate,

    /// <summary><c>not a</c></summary>
    Not,
}
