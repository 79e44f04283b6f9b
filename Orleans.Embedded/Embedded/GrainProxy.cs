using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>What every generated reference descends from: it copies the arguments, sends the call and hands out the promise.</summary>
internal abstract class GrainProxy(Engine engine, GrainId id) : GrainReference(engine, id)
{
    public T Copy<T>(T argument) => DeepCopier.Copy(argument, Engine.CopiesImmutable);

    public Task Send(TaskRequest request) => request.SendFrom(this);

    public Task<T> Send<T>(TaskRequest<T> request) => request.SendFrom(this);

    public void Send(VoidRequest request) => request.SendFrom(this);
}
