namespace FlowWatch.Core.Dashboard;

/// <summary>An address and how much of something it has.</summary>
/// <param name="Address">The address, or what a log gave for one.</param>
/// <param name="Note">What else names it: a port; empty where nothing does.</param>
/// <param name="Amount">How much.</param>
public sealed record TalkerShare(string Address, string Note, long Amount);
