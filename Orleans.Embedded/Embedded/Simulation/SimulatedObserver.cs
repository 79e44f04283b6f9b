using Orleans.Runtime;

namespace Orleans.Embedded.Simulation;

/// <summary>
/// An observer of a simulated process: one call after the other, in its process's turns. Held strongly, unlike Orleans: when the garbage
/// collector comes is not the seed's to say.
/// </summary>
internal sealed class SimulatedObserver(SimulatedNode node, IGrainObserver observer) : IRequestHost
{
    private readonly Queue<GrainRequest> _inbox = new();
    private bool _running;

    public object? Instance => observer;

    public Engine Engine => node;

    public IGrainContext? GrainContext => null;

    public SimulatedNode Node => node;

    public void Receive(GrainRequest request) => node.Queue.Post(() =>
    {
        _inbox.Enqueue(request);
        if (!_running)
        {
            _running = true;
            _ = CallAll();
        }
    });

    public void Completed(GrainRequest request) => node.Respond(request);

    private async Task CallAll()
    {
        while (_inbox.TryDequeue(out var request))
        {
            await request.Execute(this);
        }

        _running = false;
    }
}
