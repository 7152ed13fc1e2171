namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>What a value is.</summary>
internal enum QueryValueKind : byte
{
    /// <summary>Nothing: the row does not have the field.</summary>
    Absent,

    /// <summary>A text; one of digits only behaves as a number too.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>1 or 0.</summary>
    Boolean,

    /// <summary>A time; in arithmetic, the milliseconds since 1970.</summary>
    Timestamp,
}
