using System.Globalization;
using System.Text;

namespace Orleans.Embedded.Simulation;

/// <content>Who waits for whom.</content>
public sealed partial class SimulatedCluster
{
    /// <summary>What runs, what waits, and for whom: for the message of a failing test.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"At {Moment()} s after {Steps} steps, {_ready.Count} queues ready:");
        foreach (var node in Silos.Select(silo => silo.Node).Concat(_clients.Values.Select(client => client.Node)).Where(node => !node.IsDead))
        {
            foreach (var request in node.Pending.Snapshot())
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {request.Caller?.ToString() ?? node.Name} waits for {request}");
            }
        }

        foreach (var activation in Network.Directory.All)
        {
            var silo = ((SimulatedNode)activation.Engine).Name;
            text.AppendLine(CultureInfo.InvariantCulture, $"  {activation} on {silo}: runs [{string.Join(", ", activation.Running.Select(request => request.Method))}], has waiting [{string.Join(", ", activation.Waiting.Select(request => request.Method))}]");
        }

        return text.ToString();
    }
}
