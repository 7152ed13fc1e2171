namespace FlowWatch.Core.Windows;

/// <summary>A window that has waited to be judged for longer than is tolerated.</summary>
/// <param name="Target">The target.</param>
/// <param name="Check">The check.</param>
/// <param name="Window">The window as the ledger has it.</param>
public sealed record AgedWindow(string Target, string Check, WindowRow Window);
