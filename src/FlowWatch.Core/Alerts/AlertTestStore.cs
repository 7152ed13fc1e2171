using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Alerts;

/// <summary>Remembers the last alert test of each topic of each target.</summary>
/// <param name="state">Where it remembers.</param>
public sealed class AlertTestStore(IStateStore state)
{
    /// <summary>Writes a test over the one before of the same topic.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public Task SaveAsync(string target, AlertTestRecord test, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(test);
        return state.WriteAsync(Partition(target), [StateChange.Put(Key(test.Topic), JsonSerializer.Serialize(test, JsonSerializerOptions.Web))], cancellationToken);
    }

    /// <summary>The last test of each topic of a target.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<IReadOnlyList<AlertTestRecord>> ListAsync(string target, CancellationToken cancellationToken)
    {
        var tests = new List<AlertTestRecord>();
        await foreach (var entry in state.ListAsync(Partition(target), StateRange.All, cancellationToken).ConfigureAwait(false)) tests.Add(JsonSerializer.Deserialize<AlertTestRecord>(entry.Value, JsonSerializerOptions.Web)!);
        return [.. tests.OrderBy(test => test.Topic, StringComparer.Ordinal)];
    }

    private static string Partition(string target) => $"alert-tests|{target}";

    // An ARN may be longer than a key.
    private static string Key(string topic) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(topic)));
}
