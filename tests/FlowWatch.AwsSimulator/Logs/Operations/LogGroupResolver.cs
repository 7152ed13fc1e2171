using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs.Operations;

/// <summary>From the names and ARNs in a request to log groups, with the permission for each.</summary>
internal static class LogGroupResolver
{
    private const int LongestName = 512;
    private const int LongestIdentifier = 2048;

    /// <summary>What IAM calls a log group, or with an empty name all of them: policies need <c>:*</c> behind a log group's ARN to allow it.</summary>
    public static string ResourceOf(SimulatedLogsRegion region, string name) =>
        $"arn:aws:logs:{region.Region}:{region.Account}:log-group:{name}:log-stream:";

    /// <summary>The log group that a request names by <c>logGroupName</c> or <c>logGroupIdentifier</c>.</summary>
    /// <exception cref="SimulatedServiceException">None is named, or it is not there, or not allowed.</exception>
    public static SimulatedLogGroup One(SimulatedRequest request, LogsParameters parameters, SimulatedLogsRegion region)
    {
        var name = parameters.Text("logGroupName", LongestName);
        var identifier = parameters.Text("logGroupIdentifier", LongestIdentifier);
        return (name, identifier) switch
        {
            (not null, null) => Find(request, region, Checked(name)),
            (null, not null) => Find(request, region, NameOf(identifier, region)),
            _ => throw LogsErrors.InvalidParameter("Exactly one of logGroupName and logGroupIdentifier must be given."),
        };
    }

    /// <summary>The log groups of StartQuery.</summary>
    /// <exception cref="SimulatedServiceException">None or too many are named, or one is not there, or not allowed.</exception>
    public static IReadOnlyList<SimulatedLogGroup> Several(SimulatedRequest request, LogsParameters parameters, SimulatedLogsRegion region, int most)
    {
        var name = parameters.Text("logGroupName", LongestName);
        var names = parameters.Texts("logGroupNames", most);
        var identifiers = parameters.Texts("logGroupIdentifiers", most);
        List<string> found = (name, names, identifiers) switch
        {
            (not null, null, null) => [Checked(name)],
            (null, { Count: > 0 }, null) => [.. names.Select(Checked)],
            (null, null, { Count: > 0 }) => [.. identifiers.Select(identifier => NameOf(identifier, region))],
            _ => throw LogsErrors.InvalidParameter("Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given."),
        };
        return [.. found.Distinct(StringComparer.Ordinal).Select(one => Find(request, region, one))];
    }

    private static SimulatedLogGroup Find(SimulatedRequest request, SimulatedLogsRegion region, string name)
    {
        request.Demand("logs:" + request.Action, ResourceOf(region, name));
        return region.TryGetLogGroup(name, out var group)
            ? group
            : throw LogsErrors.NotFound("The specified log group does not exist.");
    }

    private static string Checked(string name) =>
        name.Length is > 0 and <= LongestName && name.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' or '_' or '/' or '#')
            ? name
            : throw LogsErrors.InvalidParameter($"'{name}' is no name of a log group: letters, digits and . - _ / # only.");

    // A name, or the ARN without ":*" behind it, which this parameter does not take.
    private static string NameOf(string identifier, SimulatedLogsRegion region)
    {
        if (!identifier.StartsWith("arn:", StringComparison.Ordinal)) return Checked(identifier);
        return identifier.Split(':') is ["arn", "aws", "logs", var inRegion, var account, "log-group", var name]
            ? inRegion == region.Region && account == region.Account
                ? Checked(name)
                : throw LogsErrors.NotFound("The specified log group does not exist.")
            : throw LogsErrors.InvalidParameter($"'{identifier}' is no ARN of a log group; it must not end with ':*'.");
    }
}
