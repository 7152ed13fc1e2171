using System.Text.RegularExpressions;

namespace FlowWatch.Core.Compliance.Reports;

/// <summary>
/// A remediation with what was judged put in. It is pasted into a shell, and names of resources are anybody's: one with other characters
/// than names usually have is not put in, and the reader sees the placeholder.
/// </summary>
internal static partial class RemediationText
{
    public static string Of(string text, ComplianceRow row)
    {
        void Put(string placeholder, string? value)
        {
            if (value is not null && Harmless().IsMatch(value)) text = text.Replace(placeholder, value, StringComparison.Ordinal);
        }

        Put("{resource}", row.Resource);
        Put("{account}", row.Target.Account);
        Put("{region}", row.Target.Region);
        Put("{logGroup}", row.Target.LogGroup);
        Put("{bucket}", row.Target.Bucket);
        return text;
    }

    [GeneratedRegex(@"^[A-Za-z0-9/_.:@][A-Za-z0-9/_.:@=+-]{0,400}\z")]
    private static partial Regex Harmless();
}
