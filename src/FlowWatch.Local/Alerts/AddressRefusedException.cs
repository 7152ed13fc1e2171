namespace FlowWatch.Local.Alerts;

/// <summary>A webhook's name leads to addresses that may not be called.</summary>
/// <param name="message">Which, and what to do.</param>
internal sealed class AddressRefusedException(string message) : Exception(message);
