namespace Orleans;

/// <summary>Stands before every call of the silo's grains, timer ticks included; or, implemented by a grain class, before that grain's.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}
