namespace FlowWatch.Local.Generation.Incidents;

/// <summary>The connections of all planned incidents, in the order they start.</summary>
internal sealed class IncidentTraffic : ITrafficSource
{
    private readonly Connection[] _connections;
    private int _next;

    public IncidentTraffic(IEnumerable<PlannedIncident> incidents) =>
        _connections = [.. incidents.SelectMany(incident => incident.Connections).OrderBy(connection => connection.Start)];

    public void AddSecond(long second, IConnectionSink sink)
    {
        for (; _next < _connections.Length && _connections[_next].Start < (second + 1) * 1000; _next++)
        {
            sink.Add(_connections[_next]);
        }
    }
}
