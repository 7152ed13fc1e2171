using System.Text.Json;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs.Operations;

/// <summary>The parameters of a request, checked as the service's API model says.</summary>
/// <param name="json">The request's body.</param>
internal readonly struct LogsParameters(JsonElement json)
{
    /// <summary>A text; null when it is not given.</summary>
    /// <exception cref="SimulatedServiceException">It is too short, too long or no text.</exception>
    public string? Text(string name, int longest, int shortest = 1)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) throw LogsErrors.InvalidParameter($"'{name}' is not a text.");
        var text = value.GetString()!;
        return text.Length >= shortest && text.Length <= longest
            ? text
            : throw LogsErrors.InvalidParameter(
                $"1 validation error detected: Value at '{name}' failed to satisfy constraint: Member must have length from {shortest} to {longest}");
    }

    /// <summary>A text that must be given.</summary>
    /// <exception cref="SimulatedServiceException">It is not given, too short, too long or no text.</exception>
    public string RequiredText(string name, int longest, int shortest = 1) => Text(name, longest, shortest) ?? throw Missing(name);

    /// <summary>A number; null when it is not given.</summary>
    /// <exception cref="SimulatedServiceException">It is out of range or no whole number.</exception>
    public long? Number(string name, long smallest, long largest)
    {
        if (!TryGet(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= smallest && number <= largest
            ? number
            : throw LogsErrors.InvalidParameter(
                $"1 validation error detected: Value at '{name}' failed to satisfy constraint: Member must be from {smallest} to {largest}");
    }

    /// <summary>A number that must be given.</summary>
    /// <exception cref="SimulatedServiceException">It is not given, out of range or no whole number.</exception>
    public long RequiredNumber(string name, long smallest, long largest) => Number(name, smallest, largest) ?? throw Missing(name);

    /// <summary>Whether a switch is on.</summary>
    public bool IsOn(string name) => TryGet(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A list of texts; null when it is not given.</summary>
    /// <exception cref="SimulatedServiceException">It is no list of texts, or has too many.</exception>
    public IReadOnlyList<string>? Texts(string name, int most)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw LogsErrors.InvalidParameter($"'{name}' is not a list of texts.");
        }

        return value.GetArrayLength() <= most
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw LogsErrors.InvalidParameter(
                $"1 validation error detected: Value at '{name}' failed to satisfy constraint: Member must have at most {most} items");
    }

    private static SimulatedServiceException Missing(string name) => LogsErrors.InvalidParameter(
        $"1 validation error detected: Value null at '{name}' failed to satisfy constraint: Member must not be null");

    private bool TryGet(string name, out JsonElement value) => json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
