namespace Orleans.Embedded;

/// <summary>A function where a filter is asked for.</summary>
internal sealed class FilterFunction(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => filter(context);
}
