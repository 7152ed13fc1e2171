namespace FlowWatch.Aws;

/// <summary>Times as the SDK gives them, in UTC.</summary>
internal static class AwsTime
{
    /// <summary>The moment, in UTC; what does not say its zone is UTC already, as AWS's times are.</summary>
    public static DateTimeOffset? Utc(DateTime? time) => time switch
    {
        null => null,
        { Kind: DateTimeKind.Unspecified } unspecified => new DateTimeOffset(unspecified, TimeSpan.Zero),
        { } known => new DateTimeOffset(known.ToUniversalTime(), TimeSpan.Zero),
    };
}
