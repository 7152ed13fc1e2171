using System.Globalization;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Reports;

namespace FlowWatch.Local.Alerts;

/// <summary>Prints the texts of alerts, whole or up to <see cref="MostCharacters"/>.</summary>
/// <param name="print">Prints a text of several lines.</param>
public sealed class ConsoleAlertChannel(Action<string> print) : IAlertChannel
{
    /// <summary>The most characters of a text that are printed.</summary>
    public const int MostCharacters = 16_000;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var deliveries = new List<Delivery>();
        foreach (var message in messages)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                deliveries.Add(new Delivery(message.Id, address, DeliveryOutcome.TryLater, "not printed: the run was stopped"));
                continue;
            }

            print(Text(message));
            deliveries.Add(new Delivery(message.Id, address, DeliveryOutcome.Accepted, "printed"));
        }

        return Task.FromResult<IReadOnlyList<Delivery>>(deliveries);
    }

    private static string Text(AlertMessage message)
    {
        var visible = string.Join('\n', message.Text.ReplaceLineEndings("\n").Split('\n').Select(VisibleText.Of)).TrimEnd('\n');
        var whole = $"ALERT {VisibleText.Of(message.Title)}\n{visible}\n";
        if (whole.Length <= MostCharacters) return whole;
        var end = char.IsHighSurrogate(whole[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return string.Create(CultureInfo.InvariantCulture, $"{whole[..end]}\n({whole.Length - end:N0} characters more are left out.)\n");
    }
}
