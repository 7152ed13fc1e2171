using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Detections;

/// <summary>Lists the settings of all detections, and changes them by name: <c>PORT_SCAN.distinctPorts = 80</c>.</summary>
public static partial class DetectionSettings
{
    /// <summary>All settings, detection by detection.</summary>
    public static IReadOnlyList<DetectionSetting> List(DetectionOptions options) =>
        [.. Groups().SelectMany(group => Settings(group.Property).Select(setting => Describe(group, setting, group.Property.GetValue(options)!)))];

    /// <summary>Changes settings; each that cannot be changed adds an error, and the others still are.</summary>
    /// <param name="options">The settings to start from; they are not changed themselves.</param>
    /// <param name="changes">Place (for messages), detection id, name of the setting, and value as text.</param>
    /// <param name="errors">Where errors go.</param>
    public static DetectionOptions Change(
        DetectionOptions options, IEnumerable<(string Place, string Detection, string Name, string Value)> changes, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(errors);
        foreach (var (place, detection, name, value) in changes)
        {
            if (Change(options, detection, name, value, out var problem) is { } change) options = change.Options;
            else errors.Add($"{place}: {problem}");
        }

        return options;
    }

    /// <summary>Changes one setting.</summary>
    /// <param name="options">The settings to start from; they are not changed themselves.</param>
    /// <param name="detection">Id of the detection, in any case.</param>
    /// <param name="name">Name of the setting, in any case.</param>
    /// <param name="value">The value as text.</param>
    /// <param name="problem">What is wrong, where it cannot be changed.</param>
    /// <returns>The changed settings and the setting's own spelling (<c>PORT_SCAN.distinctPorts</c>), or null.</returns>
    internal static (DetectionOptions Options, string Name)? Change(DetectionOptions options, string detection, string name, string value, out string? problem)
    {
        problem = null;
        var group = Groups().FirstOrDefault(one => one.Id.Equals(detection, StringComparison.OrdinalIgnoreCase));
        if (group.Property is null)
        {
            problem = $"no detection is called {ShownValue.Quoted(detection)}; there are {string.Join(", ", Groups().Select(one => one.Id))}";
            return null;
        }

        var property = Settings(group.Property).FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (property is null)
        {
            problem = $"{group.Id} has no setting {ShownValue.Quoted(name)}; it has {string.Join(", ", Settings(group.Property).Select(one => JsonNamingPolicy.CamelCase.ConvertName(one.Name)))}";
            return null;
        }

        if (Parse(property, value) is not { } parsed)
        {
            problem = $"{ShownValue.Quoted(value)} is not {Expected(property)}";
            return null;
        }

        var (changed, copy) = (options with { }, Copy(group.Property.GetValue(options)!));
        property.SetValue(copy, parsed);
        group.Property.SetValue(changed, copy);
        return (changed, $"{group.Id}.{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}");
    }

    private static IEnumerable<(string Id, PropertyInfo Property)> Groups() =>
        typeof(DetectionOptions).GetProperties().Where(property => Settings(property).Any())
            .Select(property => (JsonNamingPolicy.SnakeCaseUpper.ConvertName(property.Name), property));

    private static IEnumerable<PropertyInfo> Settings(PropertyInfo group) =>
        group.PropertyType.GetProperties().Where(property => property.IsDefined(typeof(SettingAttribute)));

    private static DetectionSetting Describe((string Id, PropertyInfo Property) group, PropertyInfo property, object options)
    {
        var setting = property.GetCustomAttribute<SettingAttribute>()!;
        var value = property.GetValue(options) switch
        {
            IReadOnlyList<long> list => string.Join(",", list),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
        };
        return new(group.Id, JsonNamingPolicy.CamelCase.ConvertName(property.Name), value, setting.Unit, setting.Direction, setting.Reason);
    }

    private static object? Parse(PropertyInfo property, string text)
    {
        var setting = property.GetCustomAttribute<SettingAttribute>()!;
        if (property.PropertyType == typeof(long)) return Number(text, setting.Minimum, setting.Maximum) is { } number && number % setting.Step == 0 ? number : null;
        var numbers = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => Number(part, setting.Minimum, ushort.MaxValue)).ToList();
        if (numbers.Count == 0 || numbers.Contains(null)) return null;
        IReadOnlyList<long> ports = [.. numbers.OfType<long>()];
        return ports;
    }

    private static long? Number(string text, long minimum, long maximum) =>
        WholeNumber().IsMatch(text)
        && long.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        && number >= minimum && number <= maximum ? number : null;

    // Commas only where thousands are: 1,000. Otherwise 5,0 would pass for 50.
    [GeneratedRegex(@"^\s*([0-9]+|[0-9]{1,3}(,[0-9]{3})+)\s*$")]
    private static partial Regex WholeNumber();

    private static string Expected(PropertyInfo property)
    {
        var setting = property.GetCustomAttribute<SettingAttribute>()!;
        if (property.PropertyType != typeof(long)) return "a list of port numbers, separated by commas";
        var most = setting.Maximum == long.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" to {setting.Maximum}");
        var step = setting.Step == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", a multiple of {setting.Step}");
        return string.Create(CultureInfo.InvariantCulture, $"a whole number of {setting.Unit} from {setting.Minimum}{most}{step}");
    }

    // Options are records; their compiler-made copy keeps what a setting does not touch.
    private static object Copy(object options) =>
        options.GetType().GetMethod("<Clone>$")!.Invoke(options, null)!;
}
