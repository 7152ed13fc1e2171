namespace FlowWatch.Aws.Credentials;

/// <summary>How long sessions last.</summary>
internal static class RoleSessionLength
{
    /// <summary>What is asked for, in seconds: the most that AWS gives for chained roles, and the least that every role allows.</summary>
    public const int Seconds = 3600;

    /// <summary>
    /// When a session ends by the clock of this machine. STS tells it by its own: a slow clock here would take the session for longer
    /// than it was asked for, and keep it beyond its end.
    /// </summary>
    /// <param name="stated">What STS says.</param>
    /// <param name="asked">When it was asked, by the clock of this machine.</param>
    public static DateTimeOffset End(Amazon.SecurityToken.Model.Credentials stated, DateTimeOffset asked)
    {
        var longest = asked.AddSeconds(Seconds);
        return AwsTime.Utc(stated.Expiration) is { } end && end < longest ? end : longest;
    }
}
