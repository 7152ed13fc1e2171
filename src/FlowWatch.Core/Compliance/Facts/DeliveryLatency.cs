namespace FlowWatch.Core.Compliance.Facts;

/// <summary>How long records took from the end of what they tell of to their arrival (<c>@ingestionTime</c> − <c>end</c>).</summary>
/// <param name="Records">How many records were measured.</param>
/// <param name="Half">Half of them took no longer.</param>
/// <param name="NinetyFifth">95 of 100 took no longer.</param>
/// <param name="NinetyNinth">99 of 100 took no longer.</param>
public sealed record DeliveryLatency(long Records, TimeSpan Half, TimeSpan NinetyFifth, TimeSpan NinetyNinth);
