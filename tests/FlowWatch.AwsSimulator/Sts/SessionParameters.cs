using System.Globalization;
using System.Text.RegularExpressions;
using FlowWatch.AwsSimulator.Policies;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Sts;

/// <summary>What both ways to assume a role are asked with.</summary>
internal sealed partial record SessionParameters(string RoleArn, string SessionName, TimeSpan Duration, PolicyDocument? Policy)
{
    private const int DefaultSeconds = 3600;
    private const int MinimumSeconds = 900;
    private const int MaximumSeconds = 43200;

    /// <summary>Reads and checks the parameters.</summary>
    /// <exception cref="SimulatedServiceException">ValidationError, or MalformedPolicyDocument.</exception>
    public static SessionParameters Read(FormParameters form)
    {
        var problems = new List<string>();
        var roleArn = form["RoleArn"] ?? "";
        if (roleArn.Length < 20) problems.Add(Problem(roleArn, "roleArn", "Member must have length greater than or equal to 20"));

        var name = form["RoleSessionName"] ?? "";
        if (name.Length < 2) problems.Add(Problem(name, "roleSessionName", "Member must have length greater than or equal to 2"));
        if (name.Length > 64) problems.Add(Problem(name, "roleSessionName", "Member must have length less than or equal to 64"));
        if (!SessionNamePattern().IsMatch(name))
        {
            problems.Add(Problem(name, "roleSessionName", @"Member must satisfy regular expression pattern: [\w+=,.@-]*"));
        }

        var seconds = DefaultSeconds;
        if (form["DurationSeconds"] is { } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)) seconds = 0;
        if (seconds < MinimumSeconds)
        {
            problems.Add(Problem(form["DurationSeconds"]!, "durationSeconds", $"Member must have value greater than or equal to {MinimumSeconds}"));
        }

        if (seconds > MaximumSeconds)
        {
            problems.Add(Problem(form["DurationSeconds"]!, "durationSeconds", $"Member must have value less than or equal to {MaximumSeconds}"));
        }

        if (problems.Count > 0)
        {
            var errors = problems.Count == 1 ? "1 validation error" : $"{problems.Count} validation errors";
            throw new SimulatedServiceException("ValidationError", $"{errors} detected: {string.Join("; ", problems)}");
        }

        return new SessionParameters(roleArn, name, TimeSpan.FromSeconds(seconds), ReadPolicy(form["Policy"]));
    }

    private static PolicyDocument? ReadPolicy(string? text)
    {
        try
        {
            return text is null ? null : PolicyDocument.Parse(text);
        }
        catch (FormatException)
        {
            throw new SimulatedServiceException("MalformedPolicyDocument", "The policy is not in the valid JSON format.");
        }
    }

    private static string Problem(string value, string member, string constraint) =>
        $"Value '{value}' at '{member}' failed to satisfy constraint: {constraint}";

    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@-]*$")]
    private static partial Regex SessionNamePattern();
}
