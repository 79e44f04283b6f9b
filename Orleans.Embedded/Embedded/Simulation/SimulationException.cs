namespace Orleans.Embedded.Simulation;

/// <summary>The run cannot go on, or what it waited for did not come. The message says who waits for whom.</summary>
public sealed class SimulationException : Exception
{
    public SimulationException()
    {
    }

    public SimulationException(string message)
        : base(message)
    {
    }

    public SimulationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
