using System.Globalization;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>What the values of a field look like, as far as it tells them from those of another field.</summary>
/// <param name="Kind">The kind; fields of two kinds never have the same value, unless one may be any number and the other is one too.</param>
/// <param name="Test">The condition that a value, by its name in a query, is of the kind.</param>
/// <param name="IsAlwaysThere">Whether every record has a value, also one without data.</param>
internal sealed record FlowLogValueKind(string Kind, Func<string, string> Test, bool IsAlwaysThere)
{
    private const string Number = "number";
    private const string Account = "account";
    private const string Version = "version ";

    /// <summary>The kind of a field's values; null where they may look like anything.</summary>
    /// <param name="field">The field.</param>
    /// <param name="format">The format it stands in, whose newest field says the version.</param>
    public static FlowLogValueKind? Of(FlowLogField field, FlowLogFormat format) => field.Name switch
    {
        FlowLogFieldNames.Version when format.Fields.All(one => one.IsKnown) => OfVersion(format.Fields.Max(one => one.Version).ToString(CultureInfo.InvariantCulture)),
        FlowLogFieldNames.AccountId => new(Account, name => $"{name} like /^([0-9]{{12}}|unknown)$/", true),
        FlowLogFieldNames.Action => new("action", name => $"{name} in [\"ACCEPT\", \"REJECT\"]", false),
        FlowLogFieldNames.LogStatus => new("status", name => $"{name} in [\"OK\", \"NODATA\", \"SKIPDATA\"]", true),
        FlowLogFieldNames.InterfaceId => new("interface", name => $"{name} like /^eni-/", true),
        _ when field.Type == FlowLogFieldType.Address => new("address", name => $"isValidIp({name})", false),
        _ when field.IsNumber => new(Number, name => $"{name} like /^[0-9]+$/", field.Name is FlowLogFieldNames.Start or FlowLogFieldNames.End or FlowLogFieldNames.Version),
        _ => null,
    };

    /// <summary>Whether no value of this kind is ever one of another.</summary>
    public bool ExcludesAll(FlowLogValueKind? other) => other is not null && other.Kind != Kind && !(Kind == Number && other.IsNumber) && !(IsNumber && other.Kind == Number);

    private bool IsNumber => Kind is Number or Account || Kind.StartsWith(Version, StringComparison.Ordinal);

    private static FlowLogValueKind OfVersion(string version) => new(Version + version, name => $"{name} = \"{version}\"", true);
}
