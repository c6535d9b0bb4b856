// What a bare fork is measured with: a module that does nothing but tell when it ran.
process.send?.(performance.timeOrigin + performance.now())
